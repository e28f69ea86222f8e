package assay.lib.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The Mann-Whitney U test: does one group tend to larger values than another?
 *
 * @param u of the first group: in how many pairs its value is the larger, ties counting half
 * @param auc the same as a share of all pairs
 * @param p exact for up to 50 values a group without ties, else the normal approximation with continuity correction
 */
public record MannWhitney(double u, double auc, double p, boolean exact) {
    private static final int EXACT = 50;

    public static MannWhitney test(double[] a, double[] b, Alternative alternative) {
        boolean ties = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b))
                        .map(x -> x + 0.0)
                        .distinct()
                        .count()
                < a.length + b.length;
        return test(a, b, alternative, !ties && Math.max(a.length, b.length) <= EXACT);
    }

    static MannWhitney test(double[] a, double[] b, Alternative alternative, boolean exact) {
        double auc = auc(a, b);
        if (Double.isNaN(auc)) return new MannWhitney(auc, auc, auc, false);
        double found = MannWhitneyUTest.withDefaults()
                .with(alternative.hypothesis)
                .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
                .test(a, b)
                .getPValue();
        double p = Double.isNaN(found) ? 1 : found; // all values equal
        return new MannWhitney(auc * a.length * b.length, auc, p, exact);
    }

    /** The probability that a value of {@code a} is larger than one of {@code b}, ties counting half. */
    public static double auc(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) throw new IllegalArgumentException("a group without values");
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        if (Arrays.stream(all).anyMatch(Double::isNaN)) return Double.NaN;
        double ranks = Arrays.stream(Correlation.ranks(all), 0, a.length).sum();
        return (ranks - a.length * (a.length + 1.0) / 2) / ((double) a.length * b.length);
    }
}
