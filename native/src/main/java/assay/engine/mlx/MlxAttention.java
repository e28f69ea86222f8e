package assay.engine.mlx;

import assay.engine.DType;
import assay.engine.Mask;
import assay.engine.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Attention over the part of a slab that is in use. */
final class MlxAttention {
    private static final MemorySegment NONE = Arena.global().allocateFrom("");
    private static final MemorySegment CAUSAL = Arena.global().allocateFrom("causal");
    private static final MemorySegment ARRAY = Arena.global().allocateFrom("array");

    private final MlxEngine engine;

    MlxAttention(MlxEngine engine) {
        this.engine = engine;
    }

    /** q [batch, heads, T, d]; k, v [batch, kvHeads, at least keys, d]; gives [batch, heads, T, d]. */
    Tensor attend(Tensor q, Tensor k, Tensor v, int keys, float scale, Mask mask) {
        int queries = q.dim(2);
        return switch (mask) {
            case Mask.None() -> fused(q, positions(k, 0, keys), positions(v, 0, keys), scale, NONE, 0);
            case Mask.Causal() ->
                fused(q, positions(k, 0, keys), positions(v, 0, keys), scale, queries == 1 ? NONE : CAUSAL, 0);
            case Mask.Window(int size) -> {
                // The first query's window begins here; what lies before is seen by none.
                int from = Math.max(0, keys - queries + 1 - size);
                Tensor seenK = positions(k, from, keys);
                Tensor seenV = positions(v, from, keys);
                if (queries == 1) yield fused(q, seenK, seenV, scale, NONE, 0);
                if (keys <= size) yield fused(q, seenK, seenV, scale, CAUSAL, 0);
                yield fused(q, seenK, seenV, scale, ARRAY, engine.handle(window(queries, keys - from, size)));
            }
        };
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

    /** bool [queries, keys]: a query, the last of which stands at the last key, sees itself and the size - 1 before it. */
    private Tensor window(int queries, int keys, int size) {
        Tensor at = engine.reshape(range(keys - queries, keys), queries, 1);
        Tensor key = engine.reshape(range(0, keys), 1, keys);
        Tensor past = engine.binary(engine.mlx.lessEqual, key, at);
        Tensor near = engine.binary(engine.mlx.less, at, engine.binary(engine.mlx.add, key, number(size)));
        return engine.binary(engine.mlx.logicalAnd, past, near);
    }

    private Tensor range(int from, int to) {
        MlxThread t = engine.thread();
        return engine.born(t, engine.mlx.arange.call(t.slot(), from, to, 1, DTypes.code(DType.I32), t.stream));
    }

    private Tensor number(int value) {
        return engine.array(new int[] {value}, 1);
    }
}
