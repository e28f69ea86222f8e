package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Packed;
import assay.engine.Tensor;
import java.util.Optional;

/** A matrix with or without bias, stored dense or packed: [rows, in] to [rows, out]. */
sealed interface Linear {
    Tensor apply(Engine engine, Tensor x);

    int out();

    int in();

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

        @Override
        public int out() {
            return weight.dim(0);
        }

        @Override
        public int in() {
            return weight.dim(1);
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

        @Override
        public int out() {
            return packed.scales().dim(0);
        }

        @Override
        public int in() {
            return packed.scales().dim(1) * packed.how().group();
        }
    }

    /**
     * With a low-rank update, {@code base(x) + scale * (x a^T) b^T}, whose product is rounded to the type of x as mlx-lm
     * does it. Hu et al. 2021, LoRA.
     *
     * @param a [rank, in], float32
     * @param b [out, rank], float32
     */
    record Adapted(Linear base, Tensor a, Tensor b, float scale) implements Linear {
        @Override
        public Tensor apply(Engine engine, Tensor x) {
            Tensor update = engine.linear(engine.linear(x, a), b);
            return engine.add(base.apply(engine, x), engine.astype(engine.multiply(update, scale), x.dtype()));
        }

        @Override
        public Tensor rows(Engine engine, Tensor indices) {
            throw new IllegalStateException("an embedding cannot be adapted");
        }

        @Override
        public int out() {
            return base.out();
        }

        @Override
        public int in() {
            return base.in();
        }
    }

    private static Tensor plus(Engine engine, Tensor x, Optional<Tensor> bias) {
        return bias.map(b -> engine.add(x, b)).orElse(x);
    }
}
