package assay.engine.model;

import assay.engine.model.Architecture.Biases;
import assay.engine.model.Architecture.Ends;
import assay.engine.model.Architecture.Norms;
import assay.engine.model.Architecture.Stored;

/** Phi 3, 3.5 and 4: joined matrices, and perhaps only a part of each head turns. */
final class Phi3 {
    private Phi3() {}

    static Architecture of(Config config) {
        Json json = config.reader();
        int dims = (int) (config.headDim() * json.real("partial_rotary_factor", 0, 1, 1));
        if (dims < 2 || dims % 2 != 0)
            throw json.wrong("has a partial_rotary_factor that turns " + dims + " of the " + config.headDim()
                    + " elements of a head; it must be an even number of them");
        Positions positions = Positions.causal(Rotation.of(config, dims));
        return new Architecture(
                Stored.PLAIN,
                Biases.NONE,
                true,
                Norms.PLAIN,
                Activation.SILU,
                Architecture.scores(config),
                layer -> positions,
                Ends.plain(config.tieWordEmbeddings().orElse(false)));
    }
}
