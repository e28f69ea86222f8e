package assay.lib.stats;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A permutation test of two groups of counts that come in pairs, e.g. two players' insertions per replicate: under the
 * hypothesis that nothing distinguishes the members of a pair, swapping them changes nothing.
 *
 * @param statistic of the two groups' summed counts as they are
 * @param p share of arrangements whose statistic is at least as large; the arrangement found is one of them
 * @param exact all arrangements were tried
 */
public record PairPermutation(double statistic, double p, int arrangements, boolean exact) {
    private static final int EXACT_PAIRS = 12;
    private static final int DRAWS = 4999;

    /**
     * Up to 12 pairs every arrangement is tried, otherwise 4999 drawn ones. Rows beyond the shorter group have no partner
     * and stay where they are, which leaves the test valid.
     *
     * @param a one row of counts per replicate
     * @param b rows as long as those of {@code a}
     */
    public static PairPermutation test(
            double[][] a,
            double[][] b,
            ToDoubleBiFunction<double[], double[]> statistic,
            UniformRandomProvider random) {
        int pairs = Math.min(a.length, b.length);
        int width = a.length > 0 ? a[0].length : b.length > 0 ? b[0].length : 0;
        double[] sumA = sum(a, width);
        double[] sumB = sum(b, width);
        double observed = statistic.applyAsDouble(sumA, sumB);
        boolean exact = pairs <= EXACT_PAIRS;
        int arrangements = exact ? 1 << pairs : DRAWS + 1;
        int atLeast = 1;
        for (int arrangement = 1; arrangement < arrangements; arrangement++) {
            double[] left = sumA.clone();
            double[] right = sumB.clone();
            for (int pair = 0; pair < pairs; pair++) {
                if (exact ? (arrangement >> pair & 1) == 1 : random.nextBoolean()) {
                    for (int i = 0; i < width; i++) {
                        left[i] += b[pair][i] - a[pair][i];
                        right[i] += a[pair][i] - b[pair][i];
                    }
                }
            }
            // Sums of the same parts in another order differ in the last bits.
            if (!(statistic.applyAsDouble(left, right) < observed - 1e-12)) atLeast++;
        }
        return new PairPermutation(observed, (double) atLeast / arrangements, arrangements, exact);
    }

    /**
     * Counts without what a row has more of than its partner, taken away at random. Groups of different sizes are not
     * exchangeable, since a smaller sample looks more peculiar; thinned to the same sizes they are.
     */
    public static double[][] thin(double[][] counts, double[][] partners, UniformRandomProvider random) {
        double[][] thinned = counts.clone();
        for (int row = 0; row < Math.min(counts.length, partners.length); row++) {
            int most = (int) Arrays.stream(partners[row]).sum();
            double[] all = counts[row];
            int[] drawn = IntStream.range(0, all.length)
                    .flatMap(i -> IntStream.generate(() -> i).limit((long) all[i]))
                    .toArray();
            if (drawn.length <= most) continue;
            int[] order = Rng.permutation(random, drawn.length);
            thinned[row] = new double[all.length];
            for (int n = 0; n < most; n++) thinned[row][drawn[order[n]]]++;
        }
        return thinned;
    }

    private static double[] sum(double[][] rows, int width) {
        double[] sum = new double[width];
        for (double[] row : rows) for (int i = 0; i < width; i++) sum[i] += row[i];
        return sum;
    }
}
