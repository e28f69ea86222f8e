package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.Optional;

/**
 * Attention heads of one kind: how rows become [1, count, T, size] of a sequence.
 *
 * @param norm over a head's own elements, where the family has one
 * @param rope where they turn with the position
 */
record Heads(int count, int size, Optional<Norm> norm, Optional<Rope> rope) {

    /** [rows, count * size] to the same, normalized head by head. */
    Tensor normalized(Engine engine, Tensor x) {
        return norm.map(n -> {
                    Tensor heads = engine.reshape(x, x.dim(0), count, size);
                    return engine.reshape(n.apply(engine, heads), x.dim(0), count * size);
                })
                .orElse(x);
    }

    /** The rows {@code from} to {@code to} of one sequence, whose first position is {@code offset}. */
    Tensor of(Engine engine, Tensor x, int from, int to, int offset) {
        Tensor own = from == 0 && to == x.dim(0) ? x : engine.slice(x, new int[] {from, 0}, new int[] {to, x.dim(1)});
        Tensor heads = engine.transpose(engine.reshape(own, 1, to - from, count, size), 0, 2, 1, 3);
        return rope.map(r -> r.apply(engine, heads, offset)).orElse(heads);
    }

    /** [1, count, T, size] to [T, count * size]. */
    Tensor rows(Engine engine, Tensor x) {
        return engine.reshape(engine.transpose(x, 0, 2, 1, 3), x.dim(2), count * size);
    }
}
