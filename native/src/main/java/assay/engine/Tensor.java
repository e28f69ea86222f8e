package assay.engine;

/**
 * An array that belongs to an engine. It is born in the innermost open {@link Scope} of its thread and dies with it,
 * unless that scope {@linkplain Scope#keep keeps} it. Using a dead tensor is an {@link IllegalStateException}.
 */
public interface Tensor extends AutoCloseable {
    int[] shape();

    DType dtype();

    /** All elements in row-major order, widened to float32; evaluates what is pending. */
    float[] floats();

    /** All elements of an integer tensor in row-major order. */
    int[] ints();

    /** Frees a tensor that a scope has kept; harmless on a dead one. */
    @Override
    void close();

    default int dim(int axis) {
        int[] shape = shape();
        return shape[axis < 0 ? shape.length + axis : axis];
    }

    default int rank() {
        return shape().length;
    }

    default long size() {
        long size = 1;
        for (int n : shape()) size *= n;
        return size;
    }
}
