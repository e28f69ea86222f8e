package assay.engine;

import java.util.Optional;

/**
 * A packed matrix.
 *
 * @param weight [out, in * bits / 32] words, the first weight in the lowest bits
 * @param scales [out, in / group]: floats, or bytes for mxfp4
 * @param biases [out, in / group] floats; there exactly if the mode is affine
 */
public record Packed(Tensor weight, Tensor scales, Optional<Tensor> biases, Quantization how) {}
