package assay.engine.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** Modules of which some matrices are others: how a model is adapted or fused without a copy of the rest. */
record Replaced(Modules base, Map<String, Linear> others) implements Modules {
    @Override
    public Config config() {
        return base.config();
    }

    @Override
    public boolean has(String tensor) {
        return base.has(tensor);
    }

    @Override
    public Linear linear(String module, int out, int in, boolean bias) {
        Linear other = others.get(module);
        return other != null ? other : base.linear(module, out, in, bias);
    }

    @Override
    public Norm norm(String module, int size, float shift) {
        return base.norm(module, size, shift);
    }

    @Override
    public Rope rope(Rotation rotation) {
        return base.rope(rotation);
    }

    @Override
    public Map<String, Linear> replaced() {
        Map<String, Linear> all = new LinkedHashMap<>(base.replaced());
        all.putAll(others);
        return all;
    }

    @Override
    public Map<String, Linear> linears() {
        Map<String, Linear> all = new LinkedHashMap<>(base.linears());
        all.putAll(others);
        return all;
    }
}
