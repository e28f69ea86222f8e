package assay.engine.model;

import assay.engine.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The choices in which the families of decoders differ. Weight names are Hugging Face's, which all of them share.
 *
 * @param stored where in the checkpoint the decoder is
 * @param joined one matrix makes queries, keys and values, and another gate and up
 * @param positions by layer, from 0
 */
record Architecture(
        Stored stored,
        Biases biases,
        boolean joined,
        Norms norms,
        Activation activation,
        Scores scores,
        IntFunction<Positions> positions,
        Ends ends) {

    /**
     * @param prefix in front of every name
     * @param others prefixes of tensors that are no part of the decoder, such as an image encoder's
     */
    record Stored(String prefix, List<String> others) {
        /** The checkpoint is the decoder. */
        static final Stored PLAIN = new Stored("", List.of());
    }

    /** Which matrices have biases: those of queries, keys and values; that of the attention's output; the others. */
    record Biases(boolean qkv, boolean out, boolean mlp) {
        static final Biases NONE = new Biases(false, false, false);
    }

    /**
     * @param shift what gains are stored without: 0, or 1
     * @param qk queries and keys are normalized head by head
     * @param post attention and feed-forward part have a norm behind them too
     */
    record Norms(float shift, boolean qk, boolean post) {
        /** Only those in front. */
        static final Norms PLAIN = new Norms(0, false, false);
    }

    /**
     * Embedding and head.
     *
     * @param tied whether the head is the embedding, given which tensors there are
     * @param embeddingScale of the embedding
     * @param softcap of the logits; 0 for none
     */
    record Ends(Predicate<Modules> tied, float embeddingScale, float softcap) {
        static Ends plain(boolean tied) {
            return new Ends(load -> tied, 1, 0);
        }
    }

    /** Scores over the square root of the head's size. */
    static Scores scores(Config config) {
        return new Scores((float) (1 / Math.sqrt(config.headDim())));
    }

    Decoder.Parts parts(Modules load) {
        Config c = load.config();
        Linear table = load.linear(name("model.embed_tokens"), c.vocabSize(), c.hiddenSize(), false);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < c.layers(); i++) layers.add(layer(load, i));
        Linear head = ends.tied.test(load) ? table : load.linear(name("lm_head"), c.vocabSize(), c.hiddenSize(), false);
        return new Decoder.Parts(
                new Embedding(table, ends.embeddingScale),
                List.copyOf(layers),
                load.norm(name("model.norm"), c.hiddenSize(), norms.shift),
                new Head(head, ends.softcap));
    }

    private String name(String module) {
        return stored.prefix + module;
    }

    private Layer layer(Modules load, int index) {
        String at = name("model.layers." + index);
        // a single norm in front of the feed-forward part is called by what it stands behind
        String mlpNorm = norms.post ? ".pre_feedforward_layernorm" : ".post_attention_layernorm";
        return new Layer(
                norm(load, at + ".input_layernorm"),
                attention(load, at + ".self_attn", positions.apply(index)),
                post(load, at + ".post_attention_layernorm"),
                norm(load, at + mlpNorm),
                mlp(load, at + ".mlp"),
                post(load, at + ".post_feedforward_layernorm"));
    }

    private Norm norm(Modules load, String module) {
        return load.norm(module, load.config().hiddenSize(), norms.shift);
    }

    private Optional<Norm> post(Modules load, String module) {
        return norms.post ? Optional.of(norm(load, module)) : Optional.empty();
    }

    private Attention attention(Modules load, String at, Positions positions) {
        Config c = load.config();
        int wide = c.heads() * c.headDim();
        int narrow = c.kvHeads() * c.headDim();
        Optional<Rope> rope = positions.rotation().map(load::rope);
        return new Attention(
                projections(
                        load,
                        at,
                        ".qkv_proj",
                        biases.qkv,
                        List.of(".q_proj", ".k_proj", ".v_proj"),
                        List.of(wide, narrow, narrow)),
                new Heads(c.heads(), c.headDim(), qk(load, at + ".q_norm"), rope),
                new Heads(c.kvHeads(), c.headDim(), qk(load, at + ".k_norm"), rope),
                new Heads(c.kvHeads(), c.headDim(), Optional.empty(), Optional.empty()),
                load.linear(at + ".o_proj", c.hiddenSize(), wide, biases.out),
                scores,
                positions.mask());
    }

    private Optional<Norm> qk(Modules load, String module) {
        return norms.qk ? Optional.of(load.norm(module, load.config().headDim(), norms.shift)) : Optional.empty();
    }

    private Mlp mlp(Modules load, String at) {
        Config c = load.config();
        int inner = c.intermediateSize();
        return new Mlp(
                projections(
                        load,
                        at,
                        ".gate_up_proj",
                        biases.mlp,
                        List.of(".gate_proj", ".up_proj"),
                        List.of(inner, inner)),
                activation,
                load.linear(at + ".down_proj", c.hiddenSize(), inner, biases.mlp));
    }

    private Projections projections(
            Modules load, String at, String all, boolean bias, List<String> each, List<Integer> widths) {
        int in = load.config().hiddenSize();
        if (joined) {
            int out = widths.stream().mapToInt(Integer::intValue).sum();
            return new Projections.Joined(load.linear(at + all, out, in, bias), widths);
        }
        List<Linear> parts = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) parts.add(load.linear(at + each.get(i), widths.get(i), in, bias));
        return new Projections.Separate(List.copyOf(parts));
    }

    /** Some checkpoints carry tables that can be computed, a copy of a tied head, or more than a decoder. */
    boolean mayBeLeftOver(Modules load, String tensor) {
        return tensor.endsWith(".rotary_emb.inv_freq")
                || ends.tied.test(load) && tensor.startsWith(name("lm_head."))
                || stored.others.stream().anyMatch(tensor::startsWith);
    }
}
