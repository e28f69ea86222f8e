package assay.lib.stats;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/** Small operations on samples. */
final class Samples {
    private Samples() {}

    /** Item by item, {@code a - b}. */
    static double[] difference(double[] a, double[] b) {
        paired(a, b);
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    /** NaN of nothing. Of equal values it is that value, and not what rounding makes of their sum. */
    static double mean(double[] x) {
        return constant(x) ? x[0] : Mean.of(x).getAsDouble();
    }

    /** With n - 1; NaN of fewer than two values, exactly 0 of equal ones. */
    static double variance(double[] x) {
        if (x.length < 2) return Double.NaN;
        return constant(x) ? 0 : Variance.of(x).getAsDouble();
    }

    private static boolean constant(double[] x) {
        return x.length > 0 && Arrays.stream(x).allMatch(v -> v == x[0]);
    }

    static void paired(double[] a, double[] b) {
        if (a.length != b.length) throw new IllegalArgumentException(a.length + " values against " + b.length);
    }
}
