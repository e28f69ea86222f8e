package assay.lib.stats;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Permutation tests of differences, which assume no distribution.
 *
 * @param statistic as found
 * @param p share of arrangements at least as extreme; the one found is among them, so p is never 0
 * @param arrangements how many were tried
 * @param exact every one was tried
 */
public record Permutation(double statistic, double p, int arrangements, boolean exact) {
    private static final int EXACT = 1 << 16;
    private static final int DRAWS = 9999;

    /**
     * Of pairs: if nothing distinguishes the members of a pair, the sign of its difference is as good as thrown. The
     * statistic is the mean difference. Exact up to 16 differences that are not 0.
     */
    public static Permutation signFlip(double[] differences, Alternative alternative, UniformRandomProvider random) {
        double[] moving = Arrays.stream(differences).filter(x -> x != 0).toArray();
        boolean exact = moving.length < Integer.SIZE - 1 && 1 << moving.length <= EXACT;
        int arrangements = exact ? 1 << moving.length : DRAWS + 1;
        double observed = Arrays.stream(moving).sum();
        Extremes extremes = new Extremes(observed, slack(moving), alternative);
        for (int arrangement = 1; arrangement < arrangements; arrangement++) {
            double sum = 0;
            for (int i = 0; i < moving.length; i++)
                sum += (exact ? (arrangement >> i & 1) == 1 : random.nextBoolean()) ? -moving[i] : moving[i];
            extremes.add(sum);
        }
        return new Permutation(observed / differences.length, extremes.share(arrangements), arrangements, exact);
    }

    /**
     * Of two groups: if nothing distinguishes them, any rows could have been in the first. The statistic is the
     * difference of the means. Exact up to 65 536 ways to choose the first group.
     */
    public static Permutation groups(double[] a, double[] b, Alternative alternative, UniformRandomProvider random) {
        if (a.length == 0 || b.length == 0) throw new IllegalArgumentException("a group without values");
        return groups(a, b, (x, y) -> mean(x) - mean(y), slack(a) + slack(b), alternative, random);
    }

    /** As {@link #groups(double[], double[], Alternative, UniformRandomProvider)}, with any statistic. */
    public static Permutation groups(
            double[] a,
            double[] b,
            ToDoubleBiFunction<double[], double[]> statistic,
            Alternative alternative,
            UniformRandomProvider random) {
        return groups(a, b, statistic, 1e-12, alternative, random);
    }

    private static Permutation groups(
            double[] a,
            double[] b,
            ToDoubleBiFunction<double[], double[]> statistic,
            double slack,
            Alternative alternative,
            UniformRandomProvider random) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        double observed = statistic.applyAsDouble(a, b);
        Extremes extremes = new Extremes(observed, slack, alternative);
        Choices choices = new Choices(all.length, a.length);
        boolean exact = choices.count() <= EXACT;
        int arrangements = exact ? (int) choices.count() : DRAWS + 1;
        double[] left = new double[a.length];
        double[] right = new double[b.length];
        for (int arrangement = 1; arrangement < arrangements; arrangement++) {
            boolean[] chosen = exact ? choices.next() : choices.draw(random);
            int l = 0;
            int r = 0;
            for (int i = 0; i < all.length; i++) {
                if (chosen[i]) left[l++] = all[i];
                else right[r++] = all[i];
            }
            extremes.add(statistic.applyAsDouble(left, right));
        }
        return new Permutation(observed, extremes.share(arrangements), arrangements, exact);
    }

    /** Sums of the same parts in another order differ in the last bits. */
    private static double slack(double[] x) {
        return 1e-13 * Arrays.stream(x).map(Math::abs).sum();
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).sum() / x.length;
    }

    /** Counts what is at least as extreme as the first. */
    private static final class Extremes {
        private final double observed;
        private final double slack;
        private final Alternative alternative;
        private int count = 1;

        Extremes(double observed, double slack, Alternative alternative) {
            this.observed = observed;
            this.slack = slack;
            this.alternative = alternative;
        }

        void add(double statistic) {
            // negated, so that NaN counts as extreme and never makes p small
            boolean less =
                    switch (alternative) {
                        case TWO_SIDED -> Math.abs(statistic) < Math.abs(observed) - slack;
                        case GREATER -> statistic < observed - slack;
                        case LESS -> statistic > observed + slack;
                    };
            if (!less) count++;
        }

        double share(int arrangements) {
            return (double) count / arrangements;
        }
    }
}
