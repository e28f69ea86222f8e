package assay.engine.model;

/** Llama 2 and 3. As in mlx-lm, a config that does not say is taken as tied. */
final class Llama {
    private Llama() {}

    static Architecture of(Config config) {
        Json json = config.reader();
        boolean attentionBias = json.flag("attention_bias", false);
        return new Architecture(
                attentionBias,
                attentionBias,
                json.flag("mlp_bias", false),
                config.tieWordEmbeddings().orElse(true));
    }
}
