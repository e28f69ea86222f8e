package assay.lib.play;

/**
 * What a player expects in a place.
 *
 * @param token the ordinary token of highest logit; the lowest id if several
 * @param entropy of the softmax over all columns, in nats, float32
 * @param probability of {@code token}
 * @param urgency what decides which of several mismatches is replaced: the entropy, but a draw for a player that draws
 * @param tied another ordinary token has the same logit
 */
record Prediction(int token, double entropy, double probability, double urgency, boolean tied) {

    /** @param ordinary by id; columns beyond it are padding and cannot be predicted */
    static Prediction of(float[] logits, boolean[] ordinary) {
        int token = -1;
        boolean tied = false;
        for (int id = 0; id < Math.min(ordinary.length, logits.length); id++) {
            if (!ordinary[id]) continue;
            if (token < 0 || logits[id] > logits[token]) {
                token = id;
                tied = false;
            } else if (logits[id] == logits[token]) {
                tied = true;
            }
        }
        float max = max(logits);
        double sum = 0;
        double weighted = 0;
        for (float logit : logits) {
            double above = logit - max;
            double weight = Math.exp(above);
            sum += weight;
            weighted += weight * above;
        }
        float entropy = (float) Math.max(0, Math.log(sum) - weighted / sum);
        float probability = (float) (Math.exp(logits[token] - max) / sum);
        return new Prediction(token, entropy, probability, entropy, tied);
    }

    /** The probability of a token under the softmax over all columns, float32. */
    static double probability(float[] logits, int token) {
        float max = max(logits);
        double sum = 0;
        for (float logit : logits) sum += Math.exp(logit - max);
        return (float) (Math.exp(logits[token] - max) / sum);
    }

    private static float max(float[] logits) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) max = Math.max(max, logit);
        return max;
    }
}
