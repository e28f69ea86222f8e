package assay.engine.model;

import assay.engine.Tensor;

/** Listens at hook points and may replace what passes there. */
public interface Taps {
    /** Nobody listens. */
    Taps NONE = (point, layer, x) -> x;

    /**
     * Called once per point and layer of a forward pass, at the points whose rows are the batch's.
     *
     * @param layer from 0; -1 at {@code embed} and {@code final_norm}
     * @param x [rows, width], the rows of all sequences of the batch one after another
     * @return what goes on: {@code x} itself or its replacement of the same shape
     */
    Tensor tap(Point point, int layer, Tensor x);

    /**
     * Called at {@code scores} and {@code pattern}, for one sequence of the batch after another.
     *
     * @param x [heads, T, keys]
     */
    default Tensor tap(Point point, int layer, int sequence, Tensor x) {
        return x;
    }

    /**
     * Whether somebody listens at a point inside attention that the fast way through does not pass. Only then is it
     * computed.
     */
    default boolean wants(Point point, int layer) {
        return false;
    }
}
