package assay.lib.stats;

import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Fisher's exact test of a table of two rows and two columns.
 *
 * @param oddsRatio of the sample, {@code ad / bc}: infinite for {@code bc = 0}, NaN if a row or column is empty
 */
public record FisherExact(double oddsRatio, double p) {

    /** Rows {@code a b} and {@code c d}. */
    public static FisherExact test(int a, int b, int c, int d, Alternative alternative) {
        if (a < 0 || b < 0 || c < 0 || d < 0)
            throw new IllegalArgumentException("counts " + a + " " + b + " " + c + " " + d);
        boolean empty = a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0;
        if (empty) return new FisherExact(Double.NaN, 1);
        double p = FisherExactTest.withDefaults()
                .with(alternative.hypothesis)
                .test(new int[][] {{a, b}, {c, d}})
                .getPValue();
        return new FisherExact((double) a * d / ((double) b * c), p);
    }
}
