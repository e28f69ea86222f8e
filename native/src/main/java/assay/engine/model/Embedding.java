package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;

/**
 * What tokens are when they enter the residual stream.
 *
 * @param table [vocabulary, hidden]
 * @param scale 1 for most
 */
record Embedding(Linear table, float scale) {

    /** [rows, hidden] of the token ids [rows]. */
    Tensor apply(Engine engine, Tensor tokens) {
        Tensor rows = table.rows(engine, tokens);
        return scale == 1 ? rows : engine.multiply(rows, scale);
    }
}
