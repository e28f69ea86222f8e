package assay.lib.text;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import assay.engine.model.Taps;
import assay.lib.verb.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads many sequences in few forward passes: each pass takes as many whole sequences as fit into {@link #ROWS} rows, and a
 * longer one in pieces, so that memory stays bounded. What a row says does not depend on how it was packed.
 */
public record Prefill(Model model, Progress progress) {
    /** Token positions of one pass. */
    public static final int ROWS = 512;

    /**
     * Tokens of one sequence in one pass.
     *
     * @param sequence index into the list that is read
     * @param from its first token in the sequence
     * @param row of that token in the pass; the others follow
     */
    public record Piece(int sequence, int from, int size, int row) {
        /** Whether the sequence's token at {@code position} is in this piece. */
        public boolean holds(int position) {
            return position >= from && position < from + size;
        }

        public int row(int position) {
            return row + position - from;
        }
    }

    /** Takes part in the reading. */
    public interface Reader {
        /** Listens inside the model while these pieces are read. */
        default Taps taps(List<Piece> pieces) {
            return Taps.NONE;
        }

        /** A pass is done; it is closed afterwards. */
        void read(Pass pass, List<Piece> pieces);
    }

    /** Reads sequences into fresh caches that are dropped afterwards; gives the positions pushed through the model. */
    public long read(List<int[]> sequences, Reader reader) {
        KvCache[] caches = new KvCache[sequences.size()];
        long positions = 0;
        try {
            for (List<Piece> pieces : pack(sequences)) {
                for (Piece piece : pieces) if (piece.from == 0) caches[piece.sequence] = model.cache();
                positions += pass(sequences, pieces, caches, reader);
                progress.step("reading", positions, total(sequences));
                for (Piece piece : pieces)
                    if (piece.holds(sequences.get(piece.sequence).length - 1)) caches[piece.sequence].close();
            }
        } finally {
            for (KvCache cache : caches) if (cache != null) cache.close();
        }
        return positions;
    }

    /** As {@link #read}, into these caches, which stay open. */
    public long into(List<KvCache> caches, List<int[]> sequences, Reader reader) {
        KvCache[] open = caches.toArray(KvCache[]::new);
        long positions = 0;
        for (List<Piece> pieces : pack(sequences)) {
            positions += pass(sequences, pieces, open, reader);
            progress.step("reading", positions, total(sequences));
        }
        return positions;
    }

    private long pass(List<int[]> sequences, List<Piece> pieces, KvCache[] caches, Reader reader) {
        List<Sequence> batch = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            int[] all = sequences.get(piece.sequence);
            batch.add(
                    new Sequence(caches[piece.sequence], Arrays.copyOfRange(all, piece.from, piece.from + piece.size)));
        }
        try (Pass pass = model.forward(batch, reader.taps(pieces))) {
            reader.read(pass, pieces);
            return pass.positions();
        }
    }

    private static long total(List<int[]> sequences) {
        return sequences.stream().mapToLong(ids -> ids.length).sum();
    }

    static List<List<Piece>> pack(List<int[]> sequences) {
        List<List<Piece>> passes = new ArrayList<>();
        List<Piece> current = new ArrayList<>();
        int rows = 0;
        for (int i = 0; i < sequences.size(); i++) {
            int length = sequences.get(i).length;
            for (int from = 0; from < length; from += ROWS) {
                int size = Math.min(ROWS, length - from);
                if (rows + size > ROWS) {
                    passes.add(current);
                    current = new ArrayList<>();
                    rows = 0;
                }
                current.add(new Piece(i, from, size, rows));
                rows += size;
            }
        }
        if (!current.isEmpty()) passes.add(current);
        return passes;
    }
}
