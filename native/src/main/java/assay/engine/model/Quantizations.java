package assay.engine.model;

import assay.engine.Quantization;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code quantization} entry of config.json as mlx-lm writes it: a default and overrides by module path.
 *
 * @param general for modules that are not named; empty where nothing is quantized
 */
record Quantizations(Optional<Quantization> general, Map<String, Quantization> modules) {
    private static final List<Integer> BITS = List.of(2, 3, 4, 5, 6, 8);
    private static final List<Integer> GROUPS = List.of(32, 64, 128);

    static Quantizations read(Json config) {
        String key = config.has("quantization") ? "quantization" : "quantization_config";
        if (!config.has(key)) return new Quantizations(Optional.empty(), Map.of());
        Json json = config.object(key);
        if (json.has("quant_method"))
            throw json.wrong("uses the quantization \"" + json.text("quant_method")
                    + "\"; Assay reads MLX's affine quantization (look for a conversion by mlx-community)");
        Map<String, Quantization> modules = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : json.node().properties())
            if (field.getValue().isObject()) modules.put(field.getKey(), one(json.object(field.getKey())));
        return new Quantizations(Optional.of(one(json)), Map.copyOf(modules));
    }

    private static Quantization one(Json json) {
        if (json.has("mode") && !json.text("mode").equals("affine"))
            throw json.wrong("uses the quantization mode \"" + json.text("mode") + "\"; Assay reads affine");
        int group = json.has("group_size") ? json.whole("group_size", 1, 1024) : 64;
        int bits = json.has("bits") ? json.whole("bits", 1, 32) : 4;
        if (!BITS.contains(bits)) throw json.wrong("has " + bits + " bits; Assay reads " + BITS);
        if (!GROUPS.contains(group)) throw json.wrong("has group_size " + group + "; Assay reads " + GROUPS);
        return new Quantization(group, bits);
    }

    /** What applies to a module that has scales; without any entry mlx-lm's default. */
    Quantization of(String module) {
        Quantization own = modules.get(module);
        return own != null ? own : general.orElse(new Quantization(64, 4));
    }
}
