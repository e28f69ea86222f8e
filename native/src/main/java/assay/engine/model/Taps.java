package assay.engine.model;

import assay.engine.Tensor;

/** Listens at hook points and may replace what passes there. */
public interface Taps {
    /** Nobody listens. */
    Taps NONE = (point, layer, x) -> x;

    /**
     * Called once per point and layer of a forward pass.
     *
     * @param layer from 0; -1 at {@code embed} and {@code final_norm}
     * @param x [rows, hidden], the rows of all sequences of the batch one after another
     * @return what goes on: {@code x} itself or its replacement of the same shape
     */
    Tensor tap(Point point, int layer, Tensor x);
}
