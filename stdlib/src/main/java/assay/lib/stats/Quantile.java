package assay.lib.stats;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Quantiles to nearly full precision. */
final class Quantile {
    private static final int STEPS = 8;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Quantile() {}

    /** Commons finds a quantile to about 1e-9; a few Newton steps add the missing digits. */
    static double of(ContinuousDistribution distribution, double p) {
        double x = distribution.inverseCumulativeProbability(p);
        for (int step = 0; step < STEPS; step++) {
            double slope = distribution.density(x);
            double next = x - (distribution.cumulativeProbability(x) - p) / slope;
            if (!(slope > 0)
                    || !(next > distribution.getSupportLowerBound())
                    || !(next < distribution.getSupportUpperBound())) return x;
            if (Math.abs(next - x) <= Math.ulp(x)) return next;
            x = next;
        }
        return x;
    }

    /** Of the standard normal distribution, e.g. 1.96 for 0.975. */
    static double normal(double p) {
        return NORMAL.inverseCumulativeProbability(p);
    }
}
