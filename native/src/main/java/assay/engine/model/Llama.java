package assay.engine.model;

import assay.engine.model.Architecture.Biases;
import assay.engine.model.Architecture.Ends;
import assay.engine.model.Architecture.Norms;
import assay.engine.model.Architecture.Stored;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntFunction;

/** Llama 2 and 3, and Mistral. As in mlx-lm, a config that does not say is taken as tied. */
final class Llama {
    private Llama() {}

    static Architecture of(Config config) {
        return of(config, positions(config));
    }

    static Architecture of(Config config, IntFunction<Positions> positions) {
        Json json = config.reader();
        boolean attentionBias = json.flag("attention_bias", false);
        return new Architecture(
                Stored.PLAIN,
                new Biases(attentionBias, attentionBias, json.flag("mlp_bias", false)),
                false,
                Norms.PLAIN,
                Activation.SILU,
                Architecture.scores(config),
                positions,
                Ends.plain(config.tieWordEmbeddings().orElse(true)));
    }

    /** A window only where {@code layer_types} says so: like mlx-lm, {@code sliding_window} alone means nothing. */
    static IntFunction<Positions> positions(Config config) {
        Json json = config.reader();
        Rotation rotation = Rotation.of(config);
        if (!json.has("layer_types")) return layer -> Positions.causal(rotation);
        JsonNode types = json.list("layer_types", config.layers());
        Positions[] layers = new Positions[config.layers()];
        for (int i = 0; i < layers.length; i++)
            layers[i] = switch (types.get(i).asText()) {
                case "full_attention" -> Positions.causal(rotation);
                case "sliding_attention" ->
                    Positions.window(rotation, json.whole("sliding_window", 1, Integer.MAX_VALUE));
                default ->
                    throw json.wrong("has " + types.get(i)
                            + " in `layer_types`; Assay knows full_attention and sliding_attention");
            };
        return layer -> layers[layer];
    }
}
