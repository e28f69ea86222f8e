package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Mask;
import assay.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Grouped-query attention with rotary positions over a key-value cache. */
record Attention(int heads, int kvHeads, int headDim, Linear q, Linear k, Linear v, Linear out, Rope rope, Mask mask) {

    /** [rows, hidden] to [rows, hidden]; the caches of the batch take in the new keys and values. */
    Tensor apply(Engine engine, Tensor x, Batch batch, int layer) {
        Tensor queries = q.apply(engine, x); // [rows, heads * headDim]
        Tensor keys = k.apply(engine, x); // [rows, kvHeads * headDim]
        Tensor values = v.apply(engine, x); // [rows, kvHeads * headDim]
        List<Tensor> mixed = new ArrayList<>();
        for (int s = 0; s < batch.sequences().size(); s++) {
            int from = batch.starts()[s];
            int to = batch.starts()[s + 1];
            if (from == to) continue;
            KvCache cache = batch.sequences().get(s).cache();
            Tensor sq = rope.apply(engine, split(engine, queries, from, to, heads), cache.offset());
            Tensor sk = rope.apply(engine, split(engine, keys, from, to, kvHeads), cache.offset());
            Tensor sv = split(engine, values, from, to, kvHeads);
            mixed.add(join(engine, cache.layer(layer).attend(engine, sq, sk, sv, cache.offset(), scale(), mask)));
        }
        return out.apply(engine, mixed.size() == 1 ? mixed.get(0) : engine.concatenate(mixed, 0));
    }

    private float scale() {
        return (float) (1 / Math.sqrt(headDim));
    }

    /** Rows of one sequence by head: [1, n, T, headDim]. */
    private Tensor split(Engine engine, Tensor x, int from, int to, int n) {
        Tensor own = from == 0 && to == x.dim(0) ? x : engine.slice(x, new int[] {from, 0}, new int[] {to, x.dim(1)});
        return engine.transpose(engine.reshape(own, 1, to - from, n, headDim), 0, 2, 1, 3);
    }

    /** [1, heads, T, headDim] to [T, heads * headDim]. */
    private Tensor join(Engine engine, Tensor x) {
        return engine.reshape(engine.transpose(x, 0, 2, 1, 3), x.dim(2), heads * headDim);
    }
}
