package assay.engine.mlx;

/** The types that a model computes in. */
public enum Precision {
    /** As the weights are stored: bfloat16, float16 or float32. */
    NATIVE("stored types"),
    /** All floats widened to float32 when they are loaded; packed integers stay as they are. */
    FLOAT32("float32");

    /** For people. */
    public final String words;

    Precision(String words) {
        this.words = words;
    }
}
