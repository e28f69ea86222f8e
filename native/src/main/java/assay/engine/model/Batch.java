package assay.engine.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Sequences of any lengths as one matrix: their rows lie one after another, so that every matrix product is done once
 * for all and only attention looks at a sequence by itself.
 *
 * @param starts the first row of each sequence, and behind the last the number of rows
 */
record Batch(List<Sequence> sequences, int[] starts) {

    static Batch of(List<Sequence> sequences) {
        int[] starts = new int[sequences.size() + 1];
        for (int i = 0; i < sequences.size(); i++)
            starts[i + 1] = Math.addExact(starts[i], sequences.get(i).tokens().length);
        return new Batch(List.copyOf(sequences), starts);
    }

    /**
     * The rows of one sequence.
     *
     * @param sequence its index in the batch
     * @param offset the position of the first row
     */
    record Part(int sequence, KvCache cache, int from, int to, int offset) {}

    /** Every sequence that has tokens. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            KvCache cache = sequences.get(i).cache();
            if (starts[i] < starts[i + 1]) parts.add(new Part(i, cache, starts[i], starts[i + 1], cache.offset()));
        }
        return parts;
    }

    int rows() {
        return starts[sequences.size()];
    }

    /** The token ids of all rows. */
    int[] tokens() {
        int[] tokens = new int[rows()];
        for (int i = 0; i < sequences.size(); i++) {
            int[] own = sequences.get(i).tokens();
            System.arraycopy(own, 0, tokens, starts[i], own.length);
        }
        return tokens;
    }
}
