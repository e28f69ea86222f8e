package assay.lib.stats;

import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact binomial test.
 *
 * @param proportion of successes; NaN without trials
 * @param p the two-sided one sums all outcomes that are no more likely than the one found
 * @param exact 95 % interval of the proportion (Clopper-Pearson), one-sided for a one-sided alternative
 * @param wilson the same after Wilson, which is narrower and on average right
 */
public record Binomial(int successes, int trials, double proportion, double p, Interval exact, Interval wilson) {
    private static final double SAME = 1e-7;

    /** @param expected probability of success under the hypothesis, 0 to 1 */
    public static Binomial test(int successes, int trials, double expected, Alternative alternative) {
        if (trials < 0 || successes < 0 || successes > trials)
            throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
        if (!(expected >= 0 && expected <= 1)) throw new IllegalArgumentException("probability " + expected);
        if (trials == 0) return new Binomial(0, 0, Double.NaN, 1, Interval.UNDEFINED, Interval.UNDEFINED);
        return new Binomial(
                successes,
                trials,
                (double) successes / trials,
                p(successes, BinomialDistribution.of(trials, expected), alternative),
                exact(successes, trials, alternative),
                wilson(successes, trials, alternative));
    }

    private static double p(int k, BinomialDistribution distribution, Alternative alternative) {
        return switch (alternative) {
            case GREATER -> distribution.survivalProbability(k - 1);
            case LESS -> distribution.cumulativeProbability(k);
            case TWO_SIDED -> twoSided(k, distribution);
        };
    }

    /** Commons' own test misses outcomes that are exactly as likely where rounding makes them look more likely. */
    private static double twoSided(int k, BinomialDistribution distribution) {
        int n = distribution.getNumberOfTrials();
        double mean = distribution.getMean();
        if (k == mean) return 1;
        double most = distribution.probability(k) * (1 + SAME);
        if (k < mean) {
            int other = first(Math.max(k + 1, (int) Math.ceil(mean)), n, y -> distribution.probability(y) <= most);
            return Math.min(1, distribution.cumulativeProbability(k) + distribution.survivalProbability(other - 1));
        }
        int other = first(0, Math.min(k - 1, (int) Math.floor(mean)), y -> distribution.probability(y) > most);
        return Math.min(1, distribution.survivalProbability(k - 1) + distribution.cumulativeProbability(other - 1));
    }

    /** Where something that is false and then true from {@code low} to {@code high} becomes true; else beyond. */
    private static int first(int low, int high, IntPredicate truth) {
        int end = high + 1;
        while (low < end) {
            int middle = (low + end) >>> 1;
            if (truth.test(middle)) end = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static Interval exact(int k, int n, Alternative alternative) {
        double tail = tail(alternative);
        double low = alternative == Alternative.LESS || k == 0 ? 0 : beta(k, n - k + 1, tail);
        double high = alternative == Alternative.GREATER || k == n ? 1 : beta(k + 1, n - k, 1 - tail);
        return new Interval(low, high);
    }

    private static double beta(double a, double b, double p) {
        return Quantile.of(BetaDistribution.of(a, b), p);
    }

    private static Interval wilson(int k, int n, Alternative alternative) {
        double z = Quantile.normal(1 - tail(alternative));
        double share = (double) k / n;
        double centre = share + z * z / (2 * n);
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        double scale = 1 + z * z / n;
        // at the ends the bound is 0 or 1, which rounding would miss
        double low = alternative == Alternative.LESS || k == 0 ? 0 : (centre - half) / scale;
        double high = alternative == Alternative.GREATER || k == n ? 1 : (centre + half) / scale;
        return new Interval(low, high);
    }

    private static double tail(Alternative alternative) {
        return alternative == Alternative.TWO_SIDED ? (1 - Interval.CONFIDENCE) / 2 : 1 - Interval.CONFIDENCE;
    }
}
