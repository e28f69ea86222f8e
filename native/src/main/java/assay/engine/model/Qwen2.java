package assay.engine.model;

/** Qwen2 and Qwen2.5: biases on q, k and v only. */
final class Qwen2 {
    private Qwen2() {}

    static Architecture of(Config config) {
        return new Architecture(true, false, false, config.tieWordEmbeddings().orElse(true));
    }
}
