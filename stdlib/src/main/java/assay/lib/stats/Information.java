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
        Samples.paired(a, b);
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

    /** How badly {@code b} describes {@code a}; infinite if {@code b} excludes what {@code a} allows. */
    public static double kullbackLeibler(double[] a, double[] b) {
        Samples.paired(a, b);
        double totalA = total(a);
        double totalB = total(b);
        if (!(totalA > 0 && totalB > 0)) return Double.NaN;
        double divergence = 0;
        for (int i = 0; i < a.length; i++) {
            double p = a[i] / totalA;
            if (p > 0) divergence += p * (Math.log(p) - Math.log(b[i] / totalB));
        }
        return Math.max(0, divergence);
    }

    /** Half the sum of the differences: 0 for equal distributions, 1 for disjoint ones. */
    public static double totalVariation(double[] a, double[] b) {
        Samples.paired(a, b);
        double totalA = total(a);
        double totalB = total(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += Math.abs(a[i] / totalA - b[i] / totalB);
        return sum / 2;
    }

    /** From logits; those may be -infinity, but not all of them. */
    public static double[] softmax(double[] logits) {
        double[] probabilities = logSoftmax(logits);
        for (int i = 0; i < probabilities.length; i++) probabilities[i] = Math.exp(probabilities[i]);
        return probabilities;
    }

    public static double[] logSoftmax(double[] logits) {
        double sum = logSumExp(logits);
        double[] logs = new double[logits.length];
        for (int i = 0; i < logs.length; i++) logs[i] = logits[i] - sum;
        return logs;
    }

    /** Without overflow. */
    public static double logSumExp(double[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) max = Math.max(max, logit);
        if (Double.isInfinite(max)) return max;
        double sum = 0;
        for (double logit : logits) sum += Math.exp(logit - max);
        return max + Math.log(sum);
    }

    /** The exponential of the mean negative log-probability of a text's tokens; NaN without any. */
    public static double perplexity(double[] logprobs) {
        double sum = 0;
        for (double logprob : logprobs) sum += logprob;
        return Math.exp(-sum / logprobs.length);
    }

    /** From nats. */
    public static double bits(double nats) {
        return nats / Math.log(2);
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
