package assay.lib.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Next-token probabilities over the whole vocabulary: the softmax of float32 logits, in float64. */
public final class Distribution {
    private final float[] logits;
    private final double max;
    private final double logSum; // of exp(logit - max)

    /** @param logits [vocabulary], finite; copied */
    public Distribution(float[] logits) {
        this.logits = logits.clone();
        float largest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) largest = Math.max(largest, logit);
        this.max = largest;
        double sum = 0;
        for (float logit : logits) sum += StrictMath.exp(logit - max);
        this.logSum = StrictMath.log(sum);
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
        double expected = 0; // of logit - max
        for (float logit : logits) expected += StrictMath.exp(logit - max - logSum) * (logit - max);
        return (float) Math.max(0, logSum - expected);
    }

    /** 1 for the most likely token; one more than the number of tokens with a higher logit. */
    public int rank(int id) {
        int higher = 0;
        for (float logit : logits) if (logit > logits[id]) higher++;
        return higher + 1;
    }

    /** The most likely ids, best first; ties go to the lowest id. */
    public int[] top(int count) {
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(id -> -logits[id]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Logits of the whole vocabulary. */
    public float[] logits() {
        return Arrays.copyOf(logits, logits.length);
    }
}
