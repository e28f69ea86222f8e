package assay.engine.model;

/** Hook points, named as TransformerLens names them; {@code final_norm} includes the gain. */
public enum Point {
    EMBED("embed"),
    RESID_PRE("resid_pre"),
    ATTN_OUT("attn_out"),
    RESID_MID("resid_mid"),
    MLP_OUT("mlp_out"),
    RESID_POST("resid_post"),
    FINAL_NORM("final_norm");

    public final String label;

    Point(String label) {
        this.label = label;
    }
}
