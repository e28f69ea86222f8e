package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Quantization;
import assay.engine.Tensor;
import assay.engine.io.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes parts from stored tensors. A tensor that is missing or misshapen is noted in the weights and leaves a hole in
 * the part; {@link Weights#finish} then refuses the whole, so that all faults are told at once.
 */
final class Loader {
    private final Engine engine;
    private final Weights weights;
    private final Config config;
    private final List<Tensor> made = new ArrayList<>();

    Loader(Engine engine, Weights weights, Config config) {
        this.engine = engine;
        this.weights = weights;
        this.config = config;
    }

    Config config() {
        return config;
    }

    /** Everything that the parts hold, so that it can outlive the scope it was made in. */
    List<Tensor> made() {
        return made;
    }

    Tensor tensor(String name, int... shape) {
        return weights.tensor(name, shape).map(engine::load).map(this::held).orElse(null);
    }

    private Tensor held(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    Rope rope() {
        float[] freqs = Rope.freqs(config);
        return new Rope(2 * freqs.length, held(engine.array(freqs, freqs.length)));
    }

    Norm norm(String module) {
        return new Norm(tensor(module + ".weight", config.hiddenSize()), config.rmsNormEps());
    }

    /** A matrix; packed if it has scales. */
    Linear linear(String module, int out, int in, boolean bias) {
        Optional<Tensor> added = bias ? Optional.ofNullable(tensor(module + ".bias", out)) : Optional.empty();
        if (!weights.has(module + ".scales")) return new Linear.Dense(tensor(module + ".weight", out, in), added);
        Quantization how = config.quantization(module);
        if (in % how.group() != 0)
            weights.problem("`" + module + "` is quantized in groups of " + how.group()
                    + ", which do not divide its width " + in);
        return new Linear.Packed(
                tensor(module + ".weight", out, in / 32 * how.bits()),
                tensor(module + ".scales", out, in / how.group()),
                tensor(module + ".biases", out, in / how.group()),
                how,
                added);
    }
}
