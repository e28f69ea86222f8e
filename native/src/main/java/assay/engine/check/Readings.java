package assay.engine.check;

import assay.engine.Engine;
import assay.engine.model.Decoder;
import assay.engine.model.KvCache;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Next-token logits that an engine gives for a sequence, to be compared with another engine's.
 *
 * @param logits [positions][vocabulary]
 */
public record Readings(float[][] logits) {
    private static final int PREFILL = 40;
    private static final int DECODED = 8;

    /**
     * How far two engines are apart.
     *
     * @param largest absolute difference of a logit
     * @param rms of all differences
     * @param spread standard deviation of the reference's logits, to compare {@code rms} with
     * @param moved positions whose argmax is another
     */
    public record Difference(
            double largest, double rms, double spread, int positions, int moved, Optional<Move> first) {}

    /**
     * The first position where the argmax differs.
     *
     * @param margin by how much the reference prefers its own token to the other's
     */
    public record Move(int position, int from, int to, double margin) {}

    /** Reads random tokens in one go and then one by one, so that both ways through the cache are taken. */
    public static Readings of(Path model, Engine engine) {
        try (Decoder decoder = Decoder.open(model, "the model for checking", engine)) {
            int[] tokens = new Random(7)
                    .ints(PREFILL + DECODED, 0, decoder.config().vocabSize())
                    .toArray();
            return of(decoder, tokens, PREFILL);
        }
    }

    /** @param prefill how many tokens are read in one go */
    public static Readings of(Decoder decoder, int[] tokens, int prefill) {
        float[][] logits = new float[tokens.length][];
        try (KvCache cache = decoder.cache()) {
            for (int from = 0; from < tokens.length; ) {
                int to = from == 0 ? Math.min(prefill, tokens.length) : from + 1;
                int start = from;
                int[] rows = new int[to - from];
                Arrays.setAll(rows, i -> i);
                int[] next = Arrays.copyOfRange(tokens, from, to);
                try (Pass pass = decoder.forward(List.of(new Sequence(cache, next)))) {
                    pass.logits(rows, (i, row) -> logits[start + i] = row.clone());
                }
                from = to;
            }
        }
        return new Readings(logits);
    }

    /** How far these are from a reference's. */
    public Difference from(Readings reference) {
        double largest = 0;
        double squares = 0;
        double sum = 0;
        double sumOfSquares = 0;
        long count = 0;
        int moved = 0;
        Optional<Move> first = Optional.empty();
        for (int i = 0; i < logits.length; i++) {
            float[] expected = reference.logits[i];
            for (int j = 0; j < expected.length; j++) {
                double d = logits[i][j] - expected[j];
                largest = Math.max(largest, Math.abs(d));
                squares += d * d;
                sum += expected[j];
                sumOfSquares += (double) expected[j] * expected[j];
            }
            count += expected.length;
            int from = argmax(expected);
            int to = argmax(logits[i]);
            if (from == to) continue;
            moved++;
            if (first.isEmpty()) first = Optional.of(new Move(i, from, to, expected[from] - expected[to]));
        }
        double mean = sum / count;
        double spread = Math.sqrt(sumOfSquares / count - mean * mean);
        return new Difference(largest, Math.sqrt(squares / count), spread, logits.length, moved, first);
    }

    private static int argmax(float[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) if (row[i] > row[best]) best = i;
        return best;
    }
}
