package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Mask;
import assay.engine.Scope;
import assay.engine.Scores;
import assay.engine.Tensor;
import java.util.List;

/** Keys and values of one layer in slabs of {@link #STEP} positions: [1, kvHeads, capacity, headDim] each. */
final class LayerCache {
    static final int STEP = 256;

    private Tensor keys;
    private Tensor values;

    /** Takes in keys and values [1, kvHeads, T, headDim] behind {@code offset} positions. */
    void append(Engine engine, Tensor k, Tensor v, int offset) {
        int length = offset + k.dim(2);
        keys = append(engine, keys, k, offset, length);
        values = append(engine, values, v, offset, length);
    }

    /** What the queries, which are the last of {@code length} positions, read. */
    Tensor attend(Engine engine, Tensor q, int length, Scores scores, Mask mask) {
        return engine.scaledDotProductAttention(q, keys, values, length, scores, mask);
    }

    /** [1, kvHeads, length, headDim]. */
    Tensor keys(Engine engine, int length) {
        return used(engine, keys, length);
    }

    /** [1, kvHeads, length, headDim]. */
    Tensor values(Engine engine, int length) {
        return used(engine, values, length);
    }

    private static Tensor used(Engine engine, Tensor slab, int length) {
        return engine.slice(slab, new int[4], new int[] {1, slab.dim(1), length, slab.dim(3)});
    }

    private static Tensor append(Engine engine, Tensor slab, Tensor more, int offset, int length) {
        return engine.sliceUpdate(grown(engine, slab, more, length), more, 0, 0, offset, 0);
    }

    private static Tensor grown(Engine engine, Tensor slab, Tensor more, int length) {
        int capacity = slab == null ? 0 : slab.dim(2);
        if (length <= capacity) return slab;
        int added = (length - capacity + STEP - 1) / STEP * STEP;
        try (Scope scope = engine.scope()) {
            Tensor empty = engine.astype(engine.zeros(1, more.dim(1), added, more.dim(3)), more.dtype());
            if (slab == null) return scope.keep(empty);
            Tensor joined = scope.keep(engine.concatenate(List.of(slab, empty), 2));
            slab.close();
            return joined;
        }
    }

    LayerCache fork(Engine engine) {
        LayerCache copy = new LayerCache();
        if (keys == null) return copy;
        copy.keys = copyOf(engine, keys);
        copy.values = copyOf(engine, values);
        return copy;
    }

    private static Tensor copyOf(Engine engine, Tensor x) {
        try (Scope scope = engine.scope()) {
            return scope.keep(engine.slice(x, new int[4], x.shape()));
        }
    }

    long nbytes() {
        return keys == null ? 0 : keys.dtype().bytes * keys.size() + values.dtype().bytes * values.size();
    }

    void close() {
        if (keys == null) return;
        keys.close();
        values.close();
        keys = null;
        values = null;
    }
}
