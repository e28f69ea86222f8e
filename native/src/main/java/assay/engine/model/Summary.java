package assay.engine.model;

import assay.engine.DType;
import assay.engine.EngineException;
import assay.engine.io.Plain;
import assay.engine.io.RawTensor;
import assay.engine.io.UntrustedJson;
import assay.engine.io.Weights;
import assay.engine.text.ChatTemplate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a model directory says about itself, also of models that Assay cannot run. Only the headers of its weights are
 * read.
 *
 * @param architecture {@code model_type} of config.json
 * @param problem why it cannot run here, if it cannot
 */
public record Summary(Path directory, String architecture, Optional<String> problem, JsonNode config) {
    private static final long MAX_BYTES = 16 << 20;

    /**
     * How many numbers the weights are.
     *
     * @param parameters as mlx-lm counts them: packed matrices unpacked, without scales and offsets
     * @param dtype of most of those that are not packed
     */
    public record Size(long parameters, DType dtype) {}

    /** Reads config.json; an {@link EngineException} if even that is not possible. */
    public static Summary of(Path directory) {
        ObjectNode config = UntrustedJson.object(directory.resolve("config.json"), MAX_BYTES);
        String type = config.path("model_type").asText("");
        return new Summary(directory, type.isEmpty() ? "unknown" : Plain.text(type), problem(directory), config);
    }

    private static Optional<String> problem(Path directory) {
        try {
            Architectures.of(Config.read(directory));
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(Plain.text(e.getMessage()));
        }
    }

    /** A whole number of config.json, or of the part of it that is about text. */
    public OptionalLong number(String key) {
        JsonNode own = config.path(key);
        JsonNode value =
                own.isIntegralNumber() ? own : config.path("text_config").path(key);
        return value.isIntegralNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    /** How the weights are packed, in a few words; empty where they are not. */
    public Optional<String> quantization() {
        JsonNode found = config.path("quantization");
        JsonNode json = found.isObject() ? found : config.path("quantization_config");
        if (!json.isObject()) return Optional.empty();
        String method =
                Plain.text(json.path("quant_method").asText(json.path("mode").asText("affine")));
        String bits = json.path("bits").isInt() ? json.path("bits").asInt() + " bits" : "";
        if (method.equals("affine")) return Optional.of(bits.isEmpty() ? "packed" : bits);
        return Optional.of(bits.isEmpty() ? method : method + ", " + bits);
    }

    /** How many weights share a scale. */
    public OptionalLong group() {
        JsonNode group = config.path("quantization").path("group_size");
        return group.isIntegralNumber() ? OptionalLong.of(group.asLong()) : OptionalLong.empty();
    }

    /** @throws EngineException if there is a template that cannot be read */
    public boolean hasChatTemplate() {
        return ChatTemplate.open(directory).isPresent();
    }

    /** @throws EngineException if the weights are missing or damaged */
    public Size size() {
        try (Weights weights = new Weights(directory)) {
            return size(weights.all());
        }
    }

    private Size size(Collection<RawTensor> tensors) {
        Set<String> names = new HashSet<>();
        for (RawTensor tensor : tensors) names.add(tensor.name());
        long parameters = 0;
        Map<DType, Long> counts = new EnumMap<>(DType.class);
        for (RawTensor tensor : tensors) {
            String module = tensor.name().replaceFirst("\\.[^.]*$", "");
            boolean packed = names.contains(module + ".scales");
            long count = 1;
            for (int dimension : tensor.shape()) count *= dimension;
            if (tensor.dtype().floating()) counts.merge(tensor.dtype(), count, Long::sum);
            if (!packed || tensor.name().endsWith(".bias")) parameters += count;
            else if (tensor.name().endsWith(".weight")) parameters += count * 32 / bits(module);
        }
        DType most = DType.U32;
        for (Map.Entry<DType, Long> entry : counts.entrySet())
            if (entry.getValue() > counts.getOrDefault(most, 0L)) most = entry.getKey();
        return new Size(parameters, most);
    }

    private int bits(String module) {
        JsonNode general = config.path("quantization");
        int bits = general.path(module).path("bits").asInt(general.path("bits").asInt(4));
        return bits >= 1 && bits <= 32 ? bits : 4;
    }
}
