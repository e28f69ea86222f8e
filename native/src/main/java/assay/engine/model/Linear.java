package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Packed;
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
     * @param packed [out, in], with the quantization's own biases
     * @param bias [out]
     */
    record Quantized(Packed packed, Optional<Tensor> bias) implements Linear {
        @Override
        public Tensor apply(Engine engine, Tensor x) {
            return plus(engine, engine.quantizedMatmul(x, packed), bias);
        }

        @Override
        public Tensor rows(Engine engine, Tensor indices) {
            return engine.dequantize(new Packed(
                    engine.take(packed.weight(), indices),
                    engine.take(packed.scales(), indices),
                    packed.biases().map(b -> engine.take(b, indices)),
                    packed.how()));
        }
    }

    private static Tensor plus(Engine engine, Tensor x, Optional<Tensor> bias) {
        return bias.map(b -> engine.add(x, b)).orElse(x);
    }
}
