package assay.lib.text;

import java.util.Arrays;
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

    /** One of the ids below {@code ids}; among equals the lower id is kept or taken. */
    int pick(Distribution next, int ids, UniformRandomProvider random) {
        if (temperature == 0) return next.best(ids);
        int[] ranked = next.ranked(ids);
        int kept = topP < 1 ? mass(next, ranked) : ids;
        if (minP > 0) {
            double least = next.logprob(ranked[0]) + StrictMath.log(minP);
            while (next.logprob(ranked[kept - 1]) < least) kept--;
        }
        if (topK > 0) kept = Math.min(kept, topK);
        return draw(next, Arrays.copyOf(ranked, kept), random);
    }

    /** A token stays if it and the less likely ones together hold more than 1 - top_p. */
    private int mass(Distribution next, int[] ranked) {
        double tail = 0;
        for (int kept = ranked.length; kept > 1; kept--) {
            tail += StrictMath.exp(next.logprob(ranked[kept - 1]));
            if (tail > 1 - topP) return kept;
        }
        return 1;
    }

    private int draw(Distribution next, int[] candidates, UniformRandomProvider random) {
        double[] weights = new double[candidates.length];
        double total = 0;
        for (int i = 0; i < weights.length; i++)
            total += weights[i] =
                    StrictMath.exp((next.logprob(candidates[i]) - next.logprob(candidates[0])) / temperature);
        double left = random.nextDouble() * total;
        int chosen = 0;
        // rounding may leave a little at the end, where weights can be zero
        for (int i = 0; i < weights.length && weights[i] > 0 && left >= 0; i++) {
            chosen = i;
            left -= weights[i];
        }
        return candidates[chosen];
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
