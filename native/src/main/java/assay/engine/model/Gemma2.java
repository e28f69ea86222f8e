package assay.engine.model;

import assay.engine.Scores;
import assay.engine.model.Architecture.Biases;
import assay.engine.model.Architecture.Ends;
import assay.engine.model.Architecture.Norms;
import assay.engine.model.Architecture.Stored;

/** Gemma 2: norms on both sides, capped scores and logits. As in mlx-lm, {@code sliding_window} means nothing. */
final class Gemma2 {
    private Gemma2() {}

    static Architecture of(Config config) {
        Json json = config.reader();
        Positions positions = Positions.causal(Rotation.of(config));
        return new Architecture(
                Stored.PLAIN,
                Biases.NONE,
                false,
                new Norms(1, false, true),
                Activation.GELU_TANH,
                new Scores(scale(json, 144), (float) json.real("attn_logit_softcapping", 1e-3, 1e6, 50)),
                layer -> positions,
                new Ends(load -> true, embeddingScale(config), (float)
                        json.real("final_logit_softcapping", 1e-3, 1e6, 30)));
    }

    /** Gemma has an own number in place of the size of a head. */
    static float scale(Json json, double fallback) {
        return (float) (1 / Math.sqrt(json.real("query_pre_attn_scalar", 1e-3, 1e6, fallback)));
    }

    /** The square root of the hidden size, as the bfloat16 that Gemma was trained with. */
    static float embeddingScale(Config config) {
        int bits = Float.floatToIntBits((float) Math.sqrt(config.hiddenSize()));
        return Float.intBitsToFloat(bits + 0x7fff + (bits >>> 16 & 1) & 0xffff0000);
    }
}
