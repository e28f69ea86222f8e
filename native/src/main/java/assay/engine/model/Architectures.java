package assay.engine.model;

import assay.engine.EngineException;
import java.util.Map;
import java.util.TreeSet;

/** The list of architectures, by {@code model_type}. */
final class Architectures {
    private static final Map<String, Family> BY_TYPE = Map.of(
            "gemma2", Gemma2::of,
            "gemma3", new Gemma3("language_model."),
            "gemma3_text", new Gemma3(""),
            "llama", Llama::of,
            "mistral", Llama::of,
            "phi3", Phi3::of,
            "qwen2", Qwen2::of,
            "qwen3", Qwen3::of,
            "smollm3", SmolLm3::of);

    private Architectures() {}

    static Family family(String modelType) {
        Family family = BY_TYPE.get(modelType);
        if (family == null)
            throw new EngineException("the architecture `" + modelType + "` is not one that Assay runs: it runs "
                    + String.join(", ", new TreeSet<>(BY_TYPE.keySet())));
        return family;
    }

    static Architecture of(Config config) {
        Architecture architecture = family(config.modelType()).architecture(config);
        String key = config.reader().has("hidden_activation") ? "hidden_activation" : "hidden_act";
        String expected = architecture.activation().label;
        String activation = config.json().path(key).asText(expected);
        if (!activation.equals(expected))
            throw new EngineException("config.json has " + key + " \"" + activation + "\"; `" + config.modelType()
                    + "` runs with " + expected);
        return architecture;
    }
}
