package assay.engine.model;

import assay.engine.Mask;
import java.util.ArrayList;
import java.util.List;

/**
 * The choices in which the families of decoders differ. Weight names are Hugging Face's, which all of them share.
 *
 * @param qkvBias biases on q, k and v
 * @param outBias a bias on the attention's output
 * @param mlpBias biases in the feed-forward part
 * @param tied the head is the embedding
 */
record Architecture(boolean qkvBias, boolean outBias, boolean mlpBias, boolean tied) {

    Decoder.Parts parts(Loader load) {
        Config c = load.config();
        Rope rope = load.rope();
        Linear embedding = load.linear("model.embed_tokens", c.vocabSize(), c.hiddenSize(), false);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < c.layers(); i++) layers.add(layer(load, "model.layers." + i, rope));
        Linear head = tied ? embedding : load.linear("lm_head", c.vocabSize(), c.hiddenSize(), false);
        return new Decoder.Parts(embedding, List.copyOf(layers), load.norm("model.norm"), head);
    }

    private Layer layer(Loader load, String at, Rope rope) {
        Config c = load.config();
        int wide = c.heads() * c.headDim();
        int narrow = c.kvHeads() * c.headDim();
        Attention attention = new Attention(
                c.heads(),
                c.kvHeads(),
                c.headDim(),
                load.linear(at + ".self_attn.q_proj", wide, c.hiddenSize(), qkvBias),
                load.linear(at + ".self_attn.k_proj", narrow, c.hiddenSize(), qkvBias),
                load.linear(at + ".self_attn.v_proj", narrow, c.hiddenSize(), qkvBias),
                load.linear(at + ".self_attn.o_proj", c.hiddenSize(), wide, outBias),
                rope,
                new Mask.Causal());
        Mlp mlp = new Mlp(
                load.linear(at + ".mlp.gate_proj", c.intermediateSize(), c.hiddenSize(), mlpBias),
                load.linear(at + ".mlp.up_proj", c.intermediateSize(), c.hiddenSize(), mlpBias),
                load.linear(at + ".mlp.down_proj", c.hiddenSize(), c.intermediateSize(), mlpBias));
        return new Layer(
                load.norm(at + ".input_layernorm"), attention, load.norm(at + ".post_attention_layernorm"), mlp);
    }

    /** Some checkpoints carry tables that can be computed, and a copy of a tied head. */
    boolean mayBeLeftOver(String tensor) {
        return tensor.endsWith(".rotary_emb.inv_freq") || tied && tensor.startsWith("lm_head.");
    }
}
