package assay.lib.measure;

import java.util.HashSet;
import java.util.Set;

/** Whether a text has got caught in a loop; capitals make no difference. */
final class Repetition {
    /** A loop has at least so many pieces and at least so many rounds, and makes up a quarter of the text. */
    private static final int PIECES = 12;

    private static final int ROUNDS = 3;
    private static final int SHARE = 4;

    /** Rounds are searched up to this many pieces, about a paragraph. */
    private static final int PERIOD = 200;

    /** Of a longer text a quarter of the sequences of four pieces must be distinct, else it goes round without order. */
    private static final int LONG = 40;

    private static final int GRAM = 4;

    private Repetition() {}

    static boolean loops(Units units) {
        int[] ids = units.ids();
        boolean[] words = new boolean[ids.length];
        for (int i = 0; i < ids.length; i++)
            words[i] = Units.isWord(units.pieces().get(i));
        for (int period = 1; period <= Math.min(PERIOD, ids.length / ROUNDS); period++)
            if (loops(ids, words, period)) return true;
        return ids.length >= LONG && distinct(ids) * SHARE < ids.length - GRAM + 1;
    }

    private static boolean loops(int[] ids, boolean[] words, int period) {
        int needed = Math.max(Math.max(PIECES, ROUNDS * period), ids.length / SHARE);
        int run = period; // pieces up to here that repeat with this period
        int word = -1; // where the last word was
        for (int i = 0; i < ids.length; i++) {
            if (words[i]) word = i;
            run = i >= period && ids[i] == ids[i - period] ? run + 1 : period;
            // a line of a table is no loop
            if (run >= needed && word > i - period) return true;
        }
        return false;
    }

    private static int distinct(int[] ids) {
        Set<Long> grams = new HashSet<>();
        for (int i = 0; i + GRAM <= ids.length; i++) {
            long gram = 0;
            for (int k = 0; k < GRAM; k++) gram = gram * 0x9E3779B97F4A7C15L + ids[i + k] + 1;
            grams.add(gram);
        }
        return grams.size();
    }
}
