package assay.engine;

/**
 * How a matrix is stored: affine, {@code w = scale * q + bias} per group of {@code group} consecutive weights of a row.
 *
 * @param group weights that share a scale and a bias: 32, 64 or 128
 * @param bits bits per weight: 2, 3, 4, 5, 6 or 8
 */
public record Quantization(int group, int bits) {}
