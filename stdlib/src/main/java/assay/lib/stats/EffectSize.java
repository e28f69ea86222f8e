package assay.lib.stats;

/** Differences of means in units of the spread. Without spread they are infinite, or NaN if the means agree. */
public final class EffectSize {
    private EffectSize() {}

    /** Cohen's d: over the pooled standard deviation, with n - 1. */
    public static double cohensD(double[] a, double[] b) {
        return difference(a, b) / Math.sqrt(pooledVariance(a, b));
    }

    /** Hedges' g: d without its bias in small samples, by the usual approximation 1 - 3 / (4 (n + m) - 9). */
    public static double hedgesG(double[] a, double[] b) {
        return cohensD(a, b) * (1 - 3 / (4.0 * (a.length + b.length) - 9));
    }

    /** d_av: over the root of the mean of the two variances. */
    public static double average(double[] a, double[] b) {
        return difference(a, b) / Math.sqrt((Samples.variance(a) + Samples.variance(b)) / 2);
    }

    /** d_z: the mean of the pairs' differences over their standard deviation. */
    public static double paired(double[] a, double[] b) {
        double[] differences = Samples.difference(a, b);
        return Samples.mean(differences) / Math.sqrt(Samples.variance(differences));
    }

    static double pooledVariance(double[] a, double[] b) {
        return ((a.length - 1) * Samples.variance(a) + (b.length - 1) * Samples.variance(b))
                / (a.length + b.length - 2);
    }

    private static double difference(double[] a, double[] b) {
        return Samples.mean(a) - Samples.mean(b);
    }
}
