package assay.engine.model;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Tensor;
import assay.engine.io.RawTensor;
import assay.engine.io.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes parts from stored tensors. A tensor that is missing or misshapen is noted in the weights and leaves a hole in
 * the part; {@link Weights#finish} then refuses the whole, so that all faults are told at once.
 */
final class Loader implements Modules {
    private final Engine engine;
    private final Weights weights;
    private final Config config;
    private final List<Tensor> made = new ArrayList<>();
    private final Map<String, Linear> linears = new LinkedHashMap<>();
    private final Map<String, Norm> norms = new HashMap<>();
    private final Map<Rotation, Rope> ropes = new HashMap<>();

    Loader(Engine engine, Weights weights, Config config) {
        this.engine = engine;
        this.weights = weights;
        this.config = config;
    }

    @Override
    public Config config() {
        return config;
    }

    /** Everything that the parts hold, so that it can outlive the scope it was made in. */
    List<Tensor> made() {
        return made;
    }

    /** A tensor of floats. */
    private Tensor tensor(String name, int... shape) {
        RawTensor raw = weights.tensor(name, shape).orElse(null);
        if (raw == null) return null;
        if (raw.dtype().floating()) return held(engine.load(raw));
        return mistyped(raw, "floats");
    }

    private Tensor tensor(DType dtype, String name, int... shape) {
        RawTensor raw = weights.tensor(name, shape).orElse(null);
        if (raw == null) return null;
        if (raw.dtype() == dtype) return held(engine.load(raw));
        return mistyped(raw, dtype.code);
    }

    private Tensor mistyped(RawTensor raw, String expected) {
        weights.problem("`" + raw.name() + "` in " + raw.file() + " holds " + raw.dtype()
                + " where config.json asks for " + expected);
        return null;
    }

    private Tensor held(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }

    @Override
    public Rope rope(Rotation rotation) {
        return ropes.computeIfAbsent(
                rotation, r -> new Rope(r.dims(), held(engine.array(r.freqs(), r.freqs().length)), r.scale()));
    }

    @Override
    public Norm norm(String module, int size, float shift) {
        return norms.computeIfAbsent(module, path -> stored(path, size, shift));
    }

    private Norm stored(String module, int size, float shift) {
        Tensor weight = tensor(module + ".weight", size);
        return new Norm(shift == 0 || weight == null ? weight : held(engine.add(weight, shift)), config.rmsNormEps());
    }

    @Override
    public boolean has(String tensor) {
        return weights.has(tensor);
    }

    @Override
    public Map<String, Linear> replaced() {
        return Map.of();
    }

    @Override
    public Map<String, Linear> linears() {
        return linears;
    }

    @Override
    public Linear linear(String module, int out, int in, boolean bias) {
        return linears.computeIfAbsent(module, path -> stored(path, out, in, bias));
    }

    /** Packed if it has scales. */
    private Linear stored(String module, int out, int in, boolean bias) {
        Optional<Tensor> added = bias ? Optional.ofNullable(tensor(module + ".bias", out)) : Optional.empty();
        if (!weights.has(module + ".scales")) return new Linear.Dense(tensor(module + ".weight", out, in), added);
        Quantization how = config.quantization(module);
        if (in % how.group() != 0)
            weights.problem("`" + module + "` is quantized in groups of " + how.group()
                    + ", which do not divide its width " + in);
        Tensor weight = tensor(DType.U32, module + ".weight", out, in / 32 * how.bits());
        Packed packed =
                switch (how.mode()) {
                    case AFFINE ->
                        new Packed(
                                weight,
                                tensor(module + ".scales", out, in / how.group()),
                                Optional.ofNullable(tensor(module + ".biases", out, in / how.group())),
                                how);
                    case MXFP4 ->
                        new Packed(
                                weight,
                                tensor(DType.U8, module + ".scales", out, in / how.group()),
                                Optional.empty(),
                                how);
                };
        return new Linear.Quantized(packed, added);
    }
}
