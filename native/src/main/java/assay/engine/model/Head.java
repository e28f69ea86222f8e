package assay.engine.model;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Tensor;

/**
 * What turns the last hidden states into logits.
 *
 * @param matrix [vocabulary, hidden]
 * @param softcap c of {@code c * tanh(logit / c)}; 0 for none
 */
record Head(Linear matrix, float softcap) {

    /** [rows, hidden] after the final norm to [rows, vocabulary]. */
    Tensor apply(Engine engine, Tensor x) {
        Tensor logits = matrix.apply(engine, x);
        if (softcap == 0) return logits;
        // the inverse of the cap has too few bits in bfloat16
        Tensor wide = engine.astype(logits, DType.F32);
        return engine.multiply(engine.tanh(engine.multiply(wide, 1 / softcap)), softcap);
    }
}
