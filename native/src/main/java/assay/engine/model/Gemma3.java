package assay.engine.model;

import assay.engine.Scores;
import assay.engine.model.Architecture.Biases;
import assay.engine.model.Architecture.Ends;
import assay.engine.model.Architecture.Norms;
import assay.engine.model.Architecture.Stored;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Gemma 3: most layers see a window and turn by their own base, every sixth sees all. What is missing in the config of
 * the text part of a multimodal model is as in mlx-lm; its image encoder is left alone.
 *
 * @param prefix of the text part, empty where that is all
 */
record Gemma3(String prefix) implements Family {
    private static final List<String> IMAGES = List.of("vision_tower.", "multi_modal_projector.");

    private boolean multimodal() {
        return !prefix.isEmpty();
    }

    @Override
    public ObjectNode describes(ObjectNode config) {
        ObjectNode text = multimodal() ? text(config) : config.deepCopy();
        if (!text.hasNonNull("vocab_size")) text.put("vocab_size", multimodal() ? 262208 : 262144);
        if (!text.hasNonNull("num_attention_heads")) text.put("num_attention_heads", multimodal() ? 8 : 4);
        if (!text.hasNonNull("num_key_value_heads")) text.put("num_key_value_heads", multimodal() ? 4 : 1);
        if (!text.hasNonNull("head_dim")) text.put("head_dim", 256);
        if (!text.hasNonNull("rms_norm_eps")) text.put("rms_norm_eps", 1e-6);
        return text;
    }

    /** What the whole model says about its text part is beside that part. */
    private static ObjectNode text(ObjectNode config) {
        if (!(config.get("text_config") instanceof ObjectNode part))
            throw new Json("config.json", config).wrong("needs an object `text_config`");
        ObjectNode text = part.deepCopy();
        for (String key : List.of("model_type", "quantization", "quantization_config", "vocab_size"))
            if (config.hasNonNull(key)) text.set(key, config.get(key));
        return text;
    }

    @Override
    public Architecture architecture(Config config) {
        String head = prefix + "lm_head.weight";
        return new Architecture(
                multimodal() ? new Stored(prefix, IMAGES) : Stored.PLAIN,
                Biases.NONE,
                false,
                new Norms(1, true, true),
                Activation.GELU_TANH,
                new Scores(Gemma2.scale(config.reader(), 256)),
                positions(config),
                new Ends(load -> !load.has(head), Gemma2.embeddingScale(config), 0));
    }

    private static IntFunction<Positions> positions(Config config) {
        Json json = config.reader();
        int pattern = json.has("sliding_window_pattern") ? json.whole("sliding_window_pattern", 1, 4096) : 6;
        int window = json.has("sliding_window") ? json.whole("sliding_window", 1, Integer.MAX_VALUE) : 512;
        double base = json.real("rope_theta", 1, Rotation.LARGEST, 1_000_000);
        Rotation plain = Rotation.of(base, config.headDim());
        Positions global = Positions.causal(
                json.has("rope_scaling") ? plain.scaled(base, json.object("rope_scaling"), json) : plain);
        Positions local = Positions.window(
                Rotation.of(json.real("rope_local_base_freq", 1, Rotation.LARGEST, 10_000), config.headDim()), window);
        return layer -> (layer + 1) % pattern == 0 ? global : local;
    }
}
