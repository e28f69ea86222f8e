package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Quantization;
import assay.engine.Tensor;
import java.util.Optional;

/** A matrix with or without bias, stored dense or packed: [rows, in] to [rows, out]. */
sealed interface Linear {
    Tensor apply(Engine engine, Tensor x);

    /** The rows of the matrix with these indices: [k, in]; what an embedding is. */
    Tensor rows(Engine engine, Tensor indices);

    /**
     * @param weight [out, in]
     * @param bias [out]
     */
    record Dense(Tensor weight, Optional<Tensor> bias) implements Linear {
        @Override
        public Tensor apply(Engine engine, Tensor x) {
            return plus(engine, engine.linear(x, weight), bias);
        }

        @Override
        public Tensor rows(Engine engine, Tensor indices) {
            return engine.take(weight, indices);
        }
    }

    /**
     * @param weight [out, in * bits / 32] packed
     * @param scales [out, in / group]
     * @param biases [out, in / group], the quantization's own
     * @param bias [out]
     */
    record Packed(Tensor weight, Tensor scales, Tensor biases, Quantization how, Optional<Tensor> bias)
            implements Linear {
        @Override
        public Tensor apply(Engine engine, Tensor x) {
            return plus(engine, engine.quantizedMatmul(x, weight, scales, biases, how), bias);
        }

        @Override
        public Tensor rows(Engine engine, Tensor indices) {
            return engine.dequantize(
                    engine.take(weight, indices), engine.take(scales, indices), engine.take(biases, indices), how);
        }
    }

    private static Tensor plus(Engine engine, Tensor x, Optional<Tensor> bias) {
        return bias.map(b -> engine.add(x, b)).orElse(x);
    }
}
