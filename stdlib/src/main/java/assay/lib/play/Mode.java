package assay.lib.play;

import java.util.Locale;

/** How replacements take turns. */
enum Mode {
    /** A turn is a left-to-right pass: each cell becomes its prediction given the already updated cells before it. */
    SEQUENTIAL,
    /** A turn replaces all mismatches at once. */
    BATCH,
    /** A turn replaces the unblocked mismatch of highest entropy. */
    SINGLE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
