package assay.engine.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * Hook points, named as TransformerLens names them. {@code final_norm} includes the gain; {@code q} and {@code k} are
 * those that meet, after the rotary positions. In comments, rows are the tokens of all sequences of a batch.
 */
public enum Point {
    EMBED("embed", "hook_embed", Width.HIDDEN),
    RESID_PRE("resid_pre", "hook_resid_pre", Width.HIDDEN),
    /** [rows, heads * head_dim], after a norm of queries and before the rotary positions. */
    Q_PRE_ROPE("q_pre_rope", "attn.hook_q", Width.HEADS),
    /** [rows, kv_heads * head_dim]. */
    K_PRE_ROPE("k_pre_rope", "attn.hook_k", Width.KV_HEADS),
    Q("q", "attn.hook_rot_q", Width.HEADS),
    K("k", "attn.hook_rot_k", Width.KV_HEADS),
    V("v", "attn.hook_v", Width.KV_HEADS),
    /** [heads, T, keys] of one sequence: scaled and capped, before the mask and the softmax. */
    SCORES("scores", "attn.hook_attn_scores", Width.KEYS),
    /** [heads, T, keys] of one sequence: the softmax of the scores. */
    PATTERN("pattern", "attn.hook_pattern", Width.KEYS),
    /** [rows, heads * head_dim]: what each head has read, before the output projection. */
    Z("z", "attn.hook_z", Width.HEADS),
    ATTN_OUT("attn_out", "hook_attn_out", Width.HIDDEN),
    RESID_MID("resid_mid", "hook_resid_mid", Width.HIDDEN),
    /** [rows, intermediate]: the neurons of the feed-forward part, before its output projection. */
    MLP_POST("mlp_post", "mlp.hook_post", Width.NEURONS),
    MLP_OUT("mlp_out", "hook_mlp_out", Width.HIDDEN),
    RESID_POST("resid_post", "hook_resid_post", Width.HIDDEN),
    FINAL_NORM("final_norm", "ln_final.hook_normalized", Width.HIDDEN);

    /** What the last axis of a point counts. */
    public enum Width {
        HIDDEN,
        HEADS,
        KV_HEADS,
        NEURONS,
        KEYS;

        /** The length of the last axis; of {@link #KEYS} it depends on the sequence. */
        public int of(Config config) {
            return switch (this) {
                case HIDDEN -> config.hiddenSize();
                case HEADS -> config.heads() * config.headDim();
                case KV_HEADS -> config.kvHeads() * config.headDim();
                case NEURONS -> config.intermediateSize();
                case KEYS -> throw new IllegalArgumentException("keys are counted by sequence");
            };
        }
    }

    /** What scripts call it. */
    public final String label;
    /** TransformerLens's own name, without the block in front. */
    private final String hook;

    public final Width width;

    Point(String label, String hook, Width width) {
        this.label = label;
        this.hook = hook;
        this.width = width;
    }

    /** Whether every layer has one; the others stand in front of the first and behind the last. */
    public boolean layered() {
        return this != EMBED && this != FINAL_NORM;
    }

    /** Whether its rows are the batch's; the others are of one sequence at a time. */
    public boolean rows() {
        return width != Width.KEYS;
    }

    /** TransformerLens's full name: {@code blocks.9.hook_resid_post}; the layer is not looked at where there is none. */
    public String full(int layer) {
        return layered() ? "blocks." + layer + "." + hook : hook;
    }

    /** The point that a script calls {@code label}. */
    public static Optional<Point> of(String label) {
        return Arrays.stream(values())
                .filter(point -> point.label.equals(label))
                .findFirst();
    }
}
