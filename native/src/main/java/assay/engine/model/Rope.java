package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.List;

/**
 * Rotary positions on the first {@code dims} elements of a head.
 *
 * @param freqs [dims / 2]: the angle of pair i at a position is position / freqs[i]
 * @param scale what turns is also multiplied by this
 */
record Rope(int dims, Tensor freqs, float scale) {

    /** Turns [1, heads, T, headDim] whose first position is {@code offset}. */
    Tensor apply(Engine engine, Tensor x, int offset) {
        return engine.rope(scale == 1 ? x : scaled(engine, x), dims, freqs, offset);
    }

    private Tensor scaled(Engine engine, Tensor x) {
        int[] shape = x.shape();
        if (dims == shape[3]) return engine.multiply(x, scale);
        int[] first = {shape[0], shape[1], shape[2], dims};
        Tensor turning = engine.multiply(engine.slice(x, new int[4], first), scale);
        return engine.concatenate(List.of(turning, engine.slice(x, new int[] {0, 0, 0, dims}, shape)), 3);
    }
}
