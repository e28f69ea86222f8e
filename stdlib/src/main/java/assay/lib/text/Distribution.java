package assay.lib.text;

import java.util.Arrays;

/** Next-token probabilities over the whole vocabulary: the softmax of float32 logits, in float64. */
public final class Distribution {
    private final float[] logits;
    private final double max;
    private final double logSum; // of exp(logit - max)
    private final double entropy;

    /** @param logits [vocabulary], finite; copied */
    public Distribution(float[] logits) {
        this.logits = logits.clone();
        float largest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) largest = Math.max(largest, logit);
        this.max = largest;
        double sum = 0;
        double weighted = 0;
        for (float logit : logits) {
            double below = logit - max;
            double weight = StrictMath.exp(below);
            sum += weight;
            weighted += weight * below;
        }
        this.logSum = StrictMath.log(sum);
        this.entropy = (float) Math.max(0, logSum - weighted / sum);
    }

    public int size() {
        return logits.length;
    }

    public float logit(int id) {
        return logits[id];
    }

    public double logprob(int id) {
        return logits[id] - max - logSum;
    }

    /** In nats, float32. */
    public double entropy() {
        return entropy;
    }

    /** 1 for the most likely token; one more than the number of tokens with a higher logit. */
    public int rank(int id) {
        int higher = 0;
        for (float logit : logits) if (logit > logits[id]) higher++;
        return higher + 1;
    }

    /** The ids below {@code ids}, the most likely first; ties go to the lowest id. */
    public int[] ranked(int ids) {
        long[] keys = new long[ids];
        for (int id = 0; id < ids; id++) {
            int bits = Float.floatToIntBits(logits[id] + 0.0f); // so that -0 ties with 0
            int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            keys[id] = (long) ~ascending << Integer.SIZE | id;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /** The most likely of the ids below {@code ids}; the lowest if several. */
    public int best(int ids) {
        int best = 0;
        for (int id = 1; id < ids; id++) if (logits[id] > logits[best]) best = id;
        return best;
    }

    /** Logits of the whole vocabulary. */
    public float[] logits() {
        return logits.clone();
    }
}
