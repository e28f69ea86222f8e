package assay.run;

import assay.lib.stats.Rng;
import java.util.Optional;

/**
 * Where randomness comes from: one root for every statement, wherever it stands; only {@code repeat} gives each of its
 * rounds a seed of its own.
 */
final class Seeds {
    private static final int EXACT_BITS = 53;

    /** The seed at a time. */
    record Mark(long seed, long root, boolean written) {}

    private final Optional<Long> chosen;
    private long seed;
    private long root;
    private boolean written;

    /**
     * @param chosen the command line's seed, which replaces the script's
     * @param otherwise what a run starts with whose script says nothing
     */
    Seeds(Optional<Long> chosen, long otherwise) {
        this.chosen = chosen;
        this.seed = chosen.orElse(otherwise);
        this.root = seed;
    }

    long seed() {
        return seed;
    }

    /** A {@code seed} statement: the root from here on. */
    void script(long statement) {
        seed = chosen.orElse(statement);
        if (!written) root = seed;
        written = true;
    }

    /** The run's own seed, for its record: the command line's, else the script's first, else the one that was picked. */
    long root() {
        return root;
    }

    /** Begins a round of a {@code repeat}; gives the seed to go back to. */
    long enter(long round) {
        long outer = seed;
        seed = Rng.of(seed, "repeat", round).nextLong() >>> (Long.SIZE - EXACT_BITS);
        return outer;
    }

    void leave(long outer) {
        seed = outer;
    }

    Mark mark() {
        return new Mark(seed, root, written);
    }

    void back(Mark mark) {
        seed = mark.seed();
        root = mark.root();
        written = mark.written();
    }
}
