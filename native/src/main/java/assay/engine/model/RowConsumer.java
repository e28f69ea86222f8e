package assay.engine.model;

/** Receives rows of logits. */
@FunctionalInterface
public interface RowConsumer {
    /**
     * @param index into the list of rows that was asked for
     * @param logits [vocabulary] float32; valid during the call only
     */
    void accept(int index, float[] logits);
}
