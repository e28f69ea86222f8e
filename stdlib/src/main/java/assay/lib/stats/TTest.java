package assay.lib.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's and Welch's t tests. Without any spread t is infinite and p is 0, or both are NaN if the means agree too;
 * with fewer values than the test needs everything but the estimate is NaN.
 *
 * @param estimate the mean, or the difference of the means
 * @param df degrees of freedom
 * @param interval of the estimate, 95 %, two-sided
 */
public record TTest(double estimate, double t, double df, double p, Interval interval) {

    /** Is the mean of {@code x} another than {@code mean}? */
    public static TTest oneSample(double[] x, double mean, Alternative alternative) {
        return of(Samples.mean(x), mean, Math.sqrt(Samples.variance(x) / x.length), x.length - 1, alternative);
    }

    /** Do pairs differ in the mean? */
    public static TTest paired(double[] a, double[] b, Alternative alternative) {
        return oneSample(Samples.difference(a, b), 0, alternative);
    }

    /** Do the means of two groups differ, whose spreads may differ as well? */
    public static TTest welch(double[] a, double[] b, Alternative alternative) {
        double left = Samples.variance(a) / a.length;
        double right = Samples.variance(b) / b.length;
        double df = Math.pow(left + right, 2) / (left * left / (a.length - 1) + right * right / (b.length - 1));
        return of(Samples.mean(a) - Samples.mean(b), 0, Math.sqrt(left + right), df, alternative);
    }

    /** Do the means of two groups of equal spread differ? */
    public static TTest student(double[] a, double[] b, Alternative alternative) {
        double pooled = EffectSize.pooledVariance(a, b);
        double error = Math.sqrt(pooled * (1.0 / a.length + 1.0 / b.length));
        return of(Samples.mean(a) - Samples.mean(b), 0, error, a.length + b.length - 2, alternative);
    }

    /** p of a t statistic. */
    static double p(double t, double df, Alternative alternative) {
        if (Double.isNaN(t)) return Double.NaN;
        if (Double.isInfinite(t))
            return alternative == Alternative.TWO_SIDED || (t > 0) == (alternative == Alternative.GREATER) ? 0 : 1;
        if (!(df > 0)) return Double.NaN;
        TDistribution distribution = TDistribution.of(df);
        // survivalProbability, not 1 - cdf, keeps the digits of a far tail
        return switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * distribution.survivalProbability(Math.abs(t)));
            case GREATER -> distribution.survivalProbability(t);
            case LESS -> distribution.cumulativeProbability(t);
        };
    }

    private static TTest of(double estimate, double expected, double error, double df, Alternative alternative) {
        double t = (estimate - expected) / error;
        if (error == 0) return new TTest(estimate, t, df, p(t, df, alternative), new Interval(estimate, estimate));
        if (!(df > 0)) return new TTest(estimate, Double.NaN, df, Double.NaN, Interval.UNDEFINED);
        double half = error * Quantile.of(TDistribution.of(df), (1 + Interval.CONFIDENCE) / 2);
        return new TTest(estimate, t, df, p(t, df, alternative), Interval.around(estimate, half));
    }
}
