package assay.lib.stats;

/** Entropy and divergence of discrete distributions, in nats. Weights need not sum to one; 0 log 0 counts as 0. */
public final class Information {

    private Information() {}

    /** NaN if all weights are zero. */
    public static double entropy(double[] weights) {
        double total = total(weights);
        double entropy = 0;
        for (double weight : weights) entropy -= plogp(weight / total);
        return total > 0 ? Math.max(0, entropy) : Double.NaN;
    }

    /** 0 for equal distributions, ln 2 for disjoint ones; NaN if one of them is empty. */
    public static double jensenShannon(double[] a, double[] b) {
        if (a.length != b.length) throw new IllegalArgumentException(a.length + " outcomes against " + b.length);
        double totalA = total(a);
        double totalB = total(b);
        if (!(totalA > 0 && totalB > 0)) return Double.NaN;
        double divergence = 0;
        for (int i = 0; i < a.length; i++) {
            double p = a[i] / totalA;
            double q = b[i] / totalB;
            divergence += (plogp(p) + plogp(q)) / 2 - plogp((p + q) / 2);
        }
        return Math.clamp(divergence, 0, Math.log(2));
    }

    /** The square root of {@link #jensenShannon}, a metric: 0 to 0.8326. */
    public static double jensenShannonDistance(double[] a, double[] b) {
        return Math.sqrt(jensenShannon(a, b));
    }

    private static double plogp(double p) {
        return p > 0 ? p * Math.log(p) : 0;
    }

    private static double total(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) throw new IllegalArgumentException("weight " + weight);
            total += weight;
        }
        return total;
    }
}
