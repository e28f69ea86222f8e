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

    /** The rows of one sequence of [rows, count * size], by head. */
    Tensor split(Engine engine, Tensor x, Batch.Part part) {
        int n = part.to() - part.from();
        Tensor own = n == x.dim(0) ? x : engine.slice(x, new int[] {part.from(), 0}, new int[] {part.to(), x.dim(1)});
        return engine.transpose(engine.reshape(own, 1, n, count, size), 0, 2, 1, 3);
    }

    /** As {@link #split}, and turned by their positions. */
    Tensor turned(Engine engine, Tensor x, Batch.Part part) {
        Tensor heads = split(engine, x, part);
        return rope.map(r -> r.apply(engine, heads, part.offset())).orElse(heads);
    }

    /** [1, count, T, size] to [T, count * size]. */
    Tensor rows(Engine engine, Tensor x) {
        return engine.reshape(engine.transpose(x, 0, 2, 1, 3), x.dim(2), count * size);
    }
}
