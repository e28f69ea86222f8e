package assay.engine.mlx;

import assay.engine.DType;
import assay.engine.Mask;
import assay.engine.Scores;
import assay.engine.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Attention over the part of a slab that is in use. */
final class MlxAttention {
    private static final MemorySegment NONE = Arena.global().allocateFrom("");
    private static final MemorySegment CAUSAL = Arena.global().allocateFrom("causal");
    private static final MemorySegment ARRAY = Arena.global().allocateFrom("array");
    /** Of masked scores: finite, so that it survives arithmetic in every type. */
    private static final float FAR_BELOW = -1e9f;

    private final MlxEngine engine;

    MlxAttention(MlxEngine engine) {
        this.engine = engine;
    }

    /** q [batch, heads, T, d]; k, v [batch, kvHeads, at least keys, d]; gives [batch, heads, T, d]. */
    Tensor attend(Tensor q, Tensor k, Tensor v, int keys, Scores scores, Mask mask) {
        int queries = q.dim(2);
        // What lies before the first query's window is seen by none.
        int from = mask instanceof Mask.Window(int size) ? Math.max(0, keys - queries + 1 - size) : 0;
        Tensor seenK = positions(k, from, keys);
        Tensor seenV = positions(v, from, keys);
        int window =
                switch (mask) {
                    case Mask.None() -> 0;
                    case Mask.Causal() -> keys;
                    case Mask.Window(int size) -> size;
                };
        boolean all = window == 0 || queries == 1;
        if (scores.softcap() != 0) {
            Optional<Tensor> seen = all ? Optional.empty() : Optional.of(seen(queries, keys - from, window));
            return capped(q, seenK, seenV, scores, seen);
        }
        if (all) return fused(q, seenK, seenV, scores.scale(), NONE, 0);
        if (window >= keys) return fused(q, seenK, seenV, scores.scale(), CAUSAL, 0);
        long seen = engine.handle(seen(queries, keys - from, window));
        return fused(q, seenK, seenV, scores.scale(), ARRAY, seen);
    }

    private Tensor positions(Tensor x, int from, int to) {
        if (from == 0 && to == x.dim(2)) return x;
        return engine.slice(x, new int[] {0, 0, from, 0}, new int[] {x.dim(0), x.dim(1), to, x.dim(3)});
    }

    private Tensor fused(Tensor q, Tensor k, Tensor v, float scale, MemorySegment mode, long mask) {
        MlxThread t = engine.thread();
        return engine.born(
                t,
                engine.mlx.attention.call(
                        t.slot(),
                        engine.handle(q),
                        engine.handle(k),
                        engine.handle(v),
                        scale,
                        mode,
                        mask,
                        0,
                        t.stream));
    }

    /** Step by step, as mlx-lm's gemma2 does it, since the fused operation knows no cap. */
    private Tensor capped(Tensor q, Tensor k, Tensor v, Scores scores, Optional<Tensor> seen) {
        int[] shape = q.shape();
        int kvHeads = k.dim(1);
        int repeats = shape[1] / kvHeads;
        Tensor queries = engine.multiply(q, scores.scale());
        queries = engine.reshape(queries, shape[0], kvHeads, repeats * shape[2], shape[3]);
        Tensor raw = engine.matmul(queries, engine.transpose(k, 0, 1, 3, 2)); // [batch, kvHeads, repeats * T, keys]
        Tensor cap = engine.scalar(scores.softcap(), raw);
        Tensor soft = engine.multiply(engine.tanh(engine.divide(raw, cap)), cap);
        Tensor split = engine.reshape(soft, shape[0], kvHeads, repeats, shape[2], k.dim(2));
        Tensor masked = seen.map(mask -> where(mask, split, engine.scalar(FAR_BELOW, split)))
                .orElse(split);
        Tensor weights = engine.reshape(engine.softmax(masked, -1), shape[0], kvHeads, repeats * shape[2], k.dim(2));
        return engine.reshape(engine.matmul(weights, v), shape);
    }

    private Tensor where(Tensor condition, Tensor yes, Tensor no) {
        MlxThread t = engine.thread();
        return engine.born(
                t,
                engine.mlx.where.call(
                        t.slot(), engine.handle(condition), engine.handle(yes), engine.handle(no), t.stream));
    }

    /** bool [queries, keys]: a query, the last of which stands at the last key, sees itself and the size - 1 before it. */
    private Tensor seen(int queries, int keys, int size) {
        Tensor at = engine.reshape(range(keys - queries, keys), queries, 1);
        Tensor key = engine.reshape(range(0, keys), 1, keys);
        Tensor past = engine.binary(engine.mlx.lessEqual, key, at);
        Tensor near = engine.binary(engine.mlx.less, at, engine.add(key, engine.array(new int[] {size}, 1)));
        return engine.binary(engine.mlx.logicalAnd, past, near);
    }

    private Tensor range(int from, int to) {
        MlxThread t = engine.thread();
        return engine.born(t, engine.mlx.arange.call(t.slot(), from, to, 1, DTypes.code(DType.I32), t.stream));
    }
}
