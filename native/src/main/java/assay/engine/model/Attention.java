package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Mask;
import assay.engine.Scores;
import assay.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Grouped-query attention over a key-value cache. */
record Attention(Projections qkv, Heads queries, Heads keys, Heads values, Linear out, Scores scores, Mask mask) {

    /** [rows, hidden] to [rows, hidden]; the caches of the batch take in the new keys and values. */
    Tensor apply(Engine engine, Tensor x, Batch batch, int layer) {
        List<Tensor> projected = qkv.apply(engine, x);
        Tensor q = queries.normalized(engine, projected.get(0)); // [rows, heads * headDim]
        Tensor k = keys.normalized(engine, projected.get(1)); // [rows, kvHeads * headDim]
        Tensor v = values.normalized(engine, projected.get(2)); // [rows, kvHeads * headDim]
        List<Tensor> mixed = new ArrayList<>();
        for (int s = 0; s < batch.sequences().size(); s++) {
            int from = batch.starts()[s];
            int to = batch.starts()[s + 1];
            if (from == to) continue;
            KvCache cache = batch.sequences().get(s).cache();
            int offset = cache.offset();
            Tensor sq = queries.of(engine, q, from, to, offset);
            Tensor sk = keys.of(engine, k, from, to, offset);
            Tensor sv = values.of(engine, v, from, to, offset);
            mixed.add(queries.rows(engine, cache.layer(layer).attend(engine, sq, sk, sv, offset, scores, mask)));
        }
        return out.apply(engine, mixed.size() == 1 ? mixed.get(0) : engine.concatenate(mixed, 0));
    }
}
