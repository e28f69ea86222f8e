package assay.engine;

/**
 * How attention scores come from the products of queries and keys: {@code q k^T * scale}, and where there is a cap c,
 * {@code c * tanh(score / c)} of that, before the mask.
 *
 * @param softcap 0 for none
 */
public record Scores(float scale, float softcap) {
    /** Without a cap. */
    public Scores(float scale) {
        this(scale, 0);
    }
}
