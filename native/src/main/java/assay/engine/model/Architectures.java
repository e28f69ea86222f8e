package assay.engine.model;

import assay.engine.EngineException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The list of architectures, by {@code model_type}. */
final class Architectures {
    private static final Map<String, Function<Config, Architecture>> BY_TYPE =
            Map.of("qwen2", Qwen2::of, "llama", Llama::of);

    private Architectures() {}

    static Architecture of(Config config) {
        Function<Config, Architecture> architecture = BY_TYPE.get(config.modelType());
        if (architecture == null)
            throw new EngineException("the architecture `" + config.modelType()
                    + "` is not one that Assay runs: it runs " + String.join(", ", new TreeSet<>(BY_TYPE.keySet())));
        String activation = config.json().path("hidden_act").asText("silu");
        if (!activation.equals("silu"))
            throw new EngineException(
                    "config.json has hidden_act \"" + activation + "\"; `" + config.modelType() + "` runs with silu");
        return architecture.apply(config);
    }
}
