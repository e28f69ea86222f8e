package assay.lib.text;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import assay.engine.model.Taps;
import assay.lib.verb.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Reads many sequences in few forward passes: what several begin with is read once, and each pass takes as much as fits
 * into {@link #ROWS} rows, so that memory stays bounded. What a row says does not depend on how it was packed.
 */
public record Prefill(Model model, Progress progress) {
    /** Token positions of one pass. */
    public static final int ROWS = 512;

    /**
     * Tokens in one pass.
     *
     * @param sequences indexes into the list that is read: all that hold these tokens at this place
     * @param from the position of the first
     * @param row of that token in the pass; the others follow
     */
    public record Piece(List<Integer> sequences, int from, int size, int row) {
        /** Whether the token at {@code position} is in this piece. */
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

    /**
     * What is left when everything has been read.
     *
     * @param positions pushed through the model
     * @param caches by sequence, each its own; whoever asked for them closes them
     */
    public record Kept(long positions, List<KvCache> caches) {}

    /** Reads sequences and forgets them; gives the positions pushed through the model. */
    public long read(List<int[]> sequences, Reader reader) {
        try (Reading reading = new Reading(sequences, reader, false)) {
            return reading.run();
        }
    }

    /** Reads sequences that are to be continued. */
    public Kept keep(List<int[]> sequences, Reader reader) {
        try (Reading reading = new Reading(sequences, reader, true)) {
            long positions = reading.run();
            return new Kept(positions, reading.handOver());
        }
    }

    /** A node of the tree that can be read, since what is in front of it is in a cache. */
    private record Ready(PrefixTree.Node node, KvCache cache) {}

    private final class Reading implements AutoCloseable {
        private final List<int[]> sequences;
        private final Reader reader;
        private final KvCache[] kept; // null where nothing is to be continued
        private final Deque<Ready> ready = new ArrayDeque<>();
        private final List<Ready> current = new ArrayList<>();
        private final long total;
        private long positions;

        Reading(List<int[]> sequences, Reader reader, boolean keep) {
            this.sequences = sequences;
            this.reader = reader;
            this.kept = keep ? new KvCache[sequences.size()] : null;
            List<PrefixTree.Node> roots = PrefixTree.roots(sequences, ROWS);
            this.total = roots.stream().mapToLong(Reading::size).sum();
            for (PrefixTree.Node root : roots) ready.addLast(new Ready(root, model.cache()));
        }

        private static long size(PrefixTree.Node node) {
            return node.size()
                    + node.children().stream().mapToLong(Reading::size).sum();
        }

        long run() {
            while (!ready.isEmpty()) {
                int rows = 0;
                while (!ready.isEmpty() && rows + ready.peekFirst().node.size() <= ROWS) {
                    current.add(ready.removeFirst());
                    rows += current.getLast().node.size();
                }
                pass();
                progress.step("reading", positions, total);
                while (!current.isEmpty()) grow(current.removeLast());
            }
            return positions;
        }

        private void pass() {
            List<Sequence> batch = new ArrayList<>();
            List<Piece> pieces = new ArrayList<>();
            int row = 0;
            for (Ready each : current) {
                PrefixTree.Node node = each.node;
                int[] tokens = sequences.get(node.sequences().getFirst());
                batch.add(new Sequence(each.cache, Arrays.copyOfRange(tokens, node.from(), node.to())));
                pieces.add(new Piece(node.sequences(), node.from(), node.size(), row));
                row += node.size();
            }
            try (Pass pass = model.forward(batch, reader.taps(pieces))) {
                reader.read(pass, pieces);
                positions += pass.positions();
            }
        }

        /** Hands the cache on to what follows; the last to need it takes the original, the others copies. */
        private void grow(Ready done) {
            List<Integer> ends = kept == null ? List.of() : done.node.ending();
            int uses = ends.size() + done.node.children().size();
            if (uses == 0) done.cache.close();
            for (int end : ends) kept[end] = --uses == 0 ? done.cache : done.cache.fork();
            // what comes next is read next, so that few caches are open
            for (PrefixTree.Node child : done.node.children().reversed())
                ready.addFirst(new Ready(child, --uses == 0 ? done.cache : done.cache.fork()));
        }

        List<KvCache> handOver() {
            List<KvCache> caches = List.of(kept);
            Arrays.fill(kept, null);
            return caches;
        }

        /** What an error has left behind. */
        @Override
        public void close() {
            ready.forEach(each -> each.cache.close());
            current.forEach(each -> each.cache.close());
            if (kept != null) for (KvCache cache : kept) if (cache != null) cache.close();
        }
    }
}
