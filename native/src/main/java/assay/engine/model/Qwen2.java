package assay.engine.model;

import assay.engine.model.Architecture.Biases;
import assay.engine.model.Architecture.Ends;
import assay.engine.model.Architecture.Norms;
import assay.engine.model.Architecture.Stored;

/** Qwen2 and Qwen2.5: biases on q, k and v only. As in mlx-lm, {@code use_sliding_window} means nothing. */
final class Qwen2 {
    private Qwen2() {}

    static Architecture of(Config config) {
        Positions positions = Positions.causal(Rotation.of(config));
        return new Architecture(
                Stored.PLAIN,
                new Biases(true, false, false),
                false,
                Norms.PLAIN,
                Activation.SILU,
                Architecture.scores(config),
                layer -> positions,
                Ends.plain(config.tieWordEmbeddings().orElse(true)));
    }
}
