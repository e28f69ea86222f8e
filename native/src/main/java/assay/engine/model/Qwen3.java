package assay.engine.model;

import assay.engine.model.Architecture.Biases;
import assay.engine.model.Architecture.Ends;
import assay.engine.model.Architecture.Norms;
import assay.engine.model.Architecture.Stored;

/** Qwen3: no biases, and every head's queries and keys are normalized. */
final class Qwen3 {
    private Qwen3() {}

    static Architecture of(Config config) {
        Positions positions = Positions.causal(Rotation.of(config));
        return new Architecture(
                Stored.PLAIN,
                Biases.NONE,
                false,
                new Norms(0, true, false),
                Activation.SILU,
                Architecture.scores(config),
                layer -> positions,
                Ends.plain(config.tieWordEmbeddings().orElse(false)));
    }
}
