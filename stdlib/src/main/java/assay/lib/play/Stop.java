package assay.lib.play;

import java.util.Locale;

/** Why a game ended. */
enum Stop {
    /** A fixed point: every player expects what stands in every contested cell. */
    SETTLED,
    /** Mismatches remain, all of them in blocked cells. */
    BLOCKED,
    /** The board came back to an earlier state. */
    CYCLE,
    /** The cap was reached. */
    ITERATIONS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
