package assay.engine;

/**
 * How a matrix is packed: each run of {@code group} consecutive weights of a row shares a scale.
 *
 * @param group affine: 32, 64 or 128; mxfp4: 32
 * @param bits per weight; affine: 2, 3, 4, 5, 6 or 8; mxfp4: 4
 */
public record Quantization(Mode mode, int group, int bits) {

    /** What the bits of a weight mean; names as in MLX. */
    public enum Mode {
        /** {@code w = scale * q + bias}, q a whole number; scales and biases are floats. */
        AFFINE,
        /** {@code w = scale * q}, q a float of 4 bits (e2m1); scales are powers of two, one byte each (e8m0). */
        MXFP4
    }
}
