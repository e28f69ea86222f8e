package assay.lib.stats;

/**
 * McNemar's exact test: two ways to answer the same items, right or wrong.
 *
 * @param gained items that only the second got right
 * @param lost items that only the first got right
 * @param p two-sided
 */
public record McNemar(int gained, int lost, double p) {

    public static McNemar test(int gained, int lost) {
        return new McNemar(
                gained,
                lost,
                Binomial.test(gained, gained + lost, 0.5, Alternative.TWO_SIDED).p());
    }

    /** Both lists hold the same items in the same order. */
    public static McNemar test(boolean[] first, boolean[] second) {
        if (first.length != second.length)
            throw new IllegalArgumentException(first.length + " items against " + second.length);
        int gained = 0;
        int lost = 0;
        for (int i = 0; i < first.length; i++) {
            if (second[i] && !first[i]) gained++;
            if (first[i] && !second[i]) lost++;
        }
        return test(gained, lost);
    }
}
