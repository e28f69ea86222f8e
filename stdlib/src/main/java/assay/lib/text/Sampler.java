package assay.lib.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Chooses the next token, with mlx-lm's filters in mlx-lm's order: top_p, min_p, top_k, all on the untempered
 * distribution, then a draw at the temperature.
 *
 * @param temperature 0 takes the most likely token
 * @param topP keeps the fewest tokens that hold this much probability; 1 keeps all
 * @param minP keeps tokens at least this likely, relative to the most likely one; 0 keeps all
 * @param topK keeps this many tokens; 0 keeps all
 */
record Sampler(double temperature, double topP, double minP, int topK) {

    /**
     * An id; among equals the lower id is kept or taken.
     *
     * @param logprobs [ids], negative infinity for ids that must not be chosen; changed in place
     */
    int pick(double[] logprobs, UniformRandomProvider random) {
        int best = argmax(logprobs);
        if (temperature == 0) return best;
        if (topP < 1 || topK > 0 && topK < logprobs.length) {
            int[] ranked = ranked(logprobs);
            if (topP < 1) keepMass(logprobs, ranked);
            keepLikely(logprobs, best);
            if (topK > 0) for (int i = topK; i < ranked.length; i++) logprobs[ranked[i]] = Double.NEGATIVE_INFINITY;
        } else {
            keepLikely(logprobs, best);
        }
        return draw(logprobs, logprobs[best], random);
    }

    static int argmax(double[] logprobs) {
        int best = 0;
        for (int id = 1; id < logprobs.length; id++) if (logprobs[id] > logprobs[best]) best = id;
        return best;
    }

    /** A token stays if it and the less likely ones together hold more than 1 - top_p. */
    private void keepMass(double[] logprobs, int[] ranked) {
        double tail = 0;
        for (int i = ranked.length - 1; i > 0; i--) {
            tail += StrictMath.exp(logprobs[ranked[i]]);
            if (tail > 1 - topP) return;
            logprobs[ranked[i]] = Double.NEGATIVE_INFINITY;
        }
    }

    private void keepLikely(double[] logprobs, int best) {
        if (minP == 0) return;
        double least = logprobs[best] + StrictMath.log(minP);
        for (int id = 0; id < logprobs.length; id++) if (logprobs[id] < least) logprobs[id] = Double.NEGATIVE_INFINITY;
    }

    private int draw(double[] logprobs, double best, UniformRandomProvider random) {
        double[] weights = new double[logprobs.length];
        double total = 0;
        for (int id = 0; id < weights.length; id++)
            total += weights[id] = StrictMath.exp((logprobs[id] - best) / temperature);
        double left = random.nextDouble() * total;
        int chosen = -1;
        for (int id = 0; id < weights.length; id++) {
            if (weights[id] == 0) continue;
            chosen = id;
            left -= weights[id];
            if (left < 0) break;
        }
        return chosen;
    }

    private static int[] ranked(double[] logprobs) {
        return IntStream.range(0, logprobs.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -logprobs[id]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * mlx-lm's repetition penalty: a logit of a token in the context is divided by the penalty if positive, multiplied
     * if negative.
     */
    static void penalize(float[] logits, int[] context, double penalty) {
        for (int id : Arrays.stream(context).distinct().toArray())
            logits[id] = (float) (logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty);
    }
}
