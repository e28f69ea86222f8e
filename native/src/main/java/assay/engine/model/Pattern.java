package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Mask;
import assay.engine.Scores;
import assay.engine.Tensor;

/** Attention step by step, for those who want to see or change what is between. */
record Pattern(Engine engine, Scores how, Mask mask) {
    /** Of masked scores: finite, so that it survives arithmetic in every type. */
    private static final float FAR_BELOW = -1e9f;

    /** q [1, heads, T, d] and k [1, kvHeads, keys, d] give [heads, T, keys]. */
    Tensor scores(Tensor q, Tensor k) {
        int heads = q.dim(1);
        int queries = q.dim(2);
        int kvHeads = k.dim(1);
        Tensor grouped = engine.reshape(q, 1, kvHeads, heads / kvHeads * queries, q.dim(3));
        Tensor products = engine.matmul(engine.multiply(grouped, how.scale()), engine.transpose(k, 0, 1, 3, 2));
        Tensor scores = engine.reshape(products, heads, queries, k.dim(2));
        if (how.softcap() == 0) return scores;
        return engine.multiply(engine.tanh(engine.multiply(scores, 1 / how.softcap())), how.softcap());
    }

    /** [heads, T, keys] to the same: nothing where the mask is, together 1 over the keys. */
    Tensor softmax(Tensor scores) {
        return engine.softmax(engine.add(scores, masked(scores.dim(1), scores.dim(2))), -1);
    }

    /** [heads, T, keys] and v [1, kvHeads, keys, d] give [1, heads, T, d]. */
    Tensor read(Tensor pattern, Tensor v) {
        int heads = pattern.dim(0);
        int queries = pattern.dim(1);
        int kvHeads = v.dim(1);
        Tensor grouped = engine.reshape(pattern, 1, kvHeads, heads / kvHeads * queries, pattern.dim(2));
        return engine.reshape(engine.matmul(engine.astype(grouped, v.dtype()), v), 1, heads, queries, v.dim(3));
    }

    /** [T, keys]: 0 for keys that a query sees. */
    private Tensor masked(int queries, int keys) {
        float[] hidden = new float[Math.multiplyExact(queries, keys)];
        for (int q = 0; q < queries; q++) {
            int at = keys - queries + q;
            int first =
                    switch (mask) {
                        case Mask.None(), Mask.Causal() -> 0;
                        case Mask.Window(int size) -> at + 1 - size;
                    };
            int last = mask instanceof Mask.None ? keys - 1 : at;
            for (int k = 0; k < keys; k++) if (k < first || k > last) hidden[q * keys + k] = FAR_BELOW;
        }
        return engine.array(hidden, queries, keys);
    }
}
