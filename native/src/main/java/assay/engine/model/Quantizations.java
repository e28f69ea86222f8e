package assay.engine.model;

import assay.engine.Quantization;
import assay.engine.Quantization.Mode;
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
                    + "\"; Assay reads MLX's affine and mxfp4 (look for a conversion by mlx-community)");
        Map<String, Quantization> modules = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : json.node().properties())
            if (field.getValue().isObject()) modules.put(field.getKey(), one(json.object(field.getKey())));
        return new Quantizations(Optional.of(one(json)), Map.copyOf(modules));
    }

    private static Quantization one(Json json) {
        String mode = json.has("mode") ? json.text("mode") : "affine";
        return switch (mode) {
            case "affine" ->
                new Quantization(Mode.AFFINE, one(json, "group_size", GROUPS, 64), one(json, "bits", BITS, 4));
            case "mxfp4" ->
                new Quantization(
                        Mode.MXFP4, one(json, "group_size", List.of(32), 32), one(json, "bits", List.of(4), 4));
            default ->
                throw json.wrong("uses the quantization mode \"" + mode
                        + "\"; Assay reads affine and mxfp4 (look for another conversion by mlx-community)");
        };
    }

    private static int one(Json json, String key, List<Integer> known, int fallback) {
        int value = json.has(key) ? json.whole(key, 1, 1024) : fallback;
        if (!known.contains(value)) throw json.wrong("has " + key + " " + value + "; Assay reads " + known);
        return value;
    }

    /** What applies to a module that has scales; without any entry mlx-lm's default. */
    Quantization of(String module) {
        Quantization own = modules.get(module);
        return own != null ? own : general.orElse(new Quantization(Mode.AFFINE, 64, 4));
    }
}
