package assay.engine.model;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.Scope;
import assay.engine.Tensor;

/** What one forward pass leaves: the last hidden states, from which logits are made for the rows that are wanted. */
public final class Pass implements AutoCloseable {
    /** Rows whose logits are in memory at a time. */
    private static final int CHUNK = 32;

    private final Decoder decoder;
    private final Batch batch;
    private final Tensor hidden; // [rows, hidden] after the final norm

    Pass(Decoder decoder, Batch batch, Tensor hidden) {
        this.decoder = decoder;
        this.batch = batch;
        this.hidden = hidden;
    }

    /** Token positions that this pass pushed through the model, all sequences together. */
    public int positions() {
        return batch.rows();
    }

    /** The row of the {@code position}-th new token of a sequence of the batch. */
    public int row(int sequence, int position) {
        int row = batch.starts()[sequence] + position;
        if (position < 0 || row >= batch.starts()[sequence + 1])
            throw new IndexOutOfBoundsException("position " + position + " of sequence " + sequence);
        return row;
    }

    /** Next-token logits after each of these rows, a chunk at a time. Non-finite ones are an {@link EngineException}. */
    public void logits(int[] rows, RowConsumer consumer) {
        Engine engine = decoder.engine();
        int vocabulary = decoder.config().vocabSize();
        for (int from = 0; from < rows.length; from += CHUNK) {
            int n = Math.min(CHUNK, rows.length - from);
            int[] some = java.util.Arrays.copyOfRange(rows, from, from + n);
            float[] flat;
            try (Scope scope = engine.scope()) {
                flat = decoder.head(engine.take(hidden, engine.array(some, n))).floats(); // [n, vocabulary]
            }
            for (int i = 0; i < n; i++) {
                float[] row = java.util.Arrays.copyOfRange(flat, i * vocabulary, (i + 1) * vocabulary);
                if (!finite(row)) throw new NonFinite(decoder, batch).failure();
                consumer.accept(from + i, row);
            }
        }
    }

    /** Next-token logits after one row: [vocabulary]. */
    public float[] logits(int row) {
        float[][] found = new float[1][];
        logits(new int[] {row}, (index, logits) -> found[0] = logits);
        return found[0];
    }

    /** A zero times anything finite is zero; NaN and infinities poison the sum. */
    static boolean finite(float[] values) {
        float sum = 0;
        for (float value : values) sum += value * 0;
        return sum == 0;
    }

    @Override
    public void close() {
        hidden.close();
    }
}
