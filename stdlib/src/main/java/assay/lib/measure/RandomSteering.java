package assay.lib.measure;

import assay.engine.model.Model;
import assay.lib.concept.Item;
import assay.lib.concept.Steered;
import assay.lib.stats.Alternative;
import assay.lib.stats.Binomial;
import assay.lib.stats.Rng;
import assay.lib.text.Asking;
import assay.lib.text.Reply;
import assay.lib.value.Rows;
import assay.lib.value.Statistics;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What steering along random directions does: the same layers, mode and strength, so that only the direction differs.
 *
 * @param scores the mean score of each direction
 * @param contamination the share of controls that each changes
 */
record RandomSteering(double[] scores, double[] contamination) {
    static final RandomSteering NONE = new RandomSteering(new double[0], new double[0]);

    /** @param count of directions */
    static RandomSteering of(
            Model model, int count, Probes probes, Scoring scoring, Asked base, Asking asking, Lab lab) {
        Steered steered = Steered.of(model)
                .orElseThrow(() -> new Failure("`random` steers along other directions, but the model " + model.name()
                        + " is not steered; leave it out, or name a steered model after `vs`"));
        double[] scores = new double[count];
        double[] contamination = new double[count];
        List<Item> items = probes.items();
        for (int i = 0; i < count; i++) {
            Model other = model.instead(
                    steered, steered.random(Rng.of(lab.seed(), "random direction", i)), "along a random direction");
            Asked asked = Asked.of(other, probes, asking, lab, "random " + i);
            scores[i] =
                    Arrays.stream(scoring.scores(items, asked, base)).average().orElseThrow();
            contamination[i] = share(
                    Reply.changed(base.controls(), asked.controls()),
                    probes.controls().size());
            lab.progress().step("steering along random directions", i + 1, count);
        }
        return new RandomSteering(scores, contamination);
    }

    private static double share(int count, int total) {
        return total == 0 ? 0 : (double) count / total;
    }

    Value mean() {
        return number(Arrays.stream(scores).average().orElse(Double.NaN));
    }

    /** Of the sample; none of fewer than two. */
    Value deviation() {
        return scores.length < 2 ? new Value.None() : Value.of(Statistics.std(values()));
    }

    Value meanContamination() {
        return number(Arrays.stream(contamination).average().orElse(Double.NaN));
    }

    private List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (double score : scores) values.add(Value.of(score));
        return values;
    }

    private static Value number(double x) {
        return Double.isNaN(x) ? new Value.None() : Value.of(x);
    }

    /**
     * The exact probability of so many successes or more if each comes with the rate of random directions, or without
     * them with that of the base. Where nothing at all succeeded, the rate is taken as if one more trial had.
     */
    Binomial test(double[] base, double[] steered) {
        double rate = Arrays.stream(scores.length > 0 ? scores : base).average().orElseThrow();
        long trials = (long) base.length * Math.max(1, scores.length);
        int successes = (int) Arrays.stream(steered).sum();
        return Binomial.test(successes, steered.length, rate == 0 ? 1.0 / (trials + 1) : rate, Alternative.GREATER);
    }

    Table table() {
        Rows rows = new Rows("direction", "score", "contamination");
        for (int i = 0; i < scores.length; i++) rows.add(i, scores[i], contamination[i]);
        return rows.table();
    }
}
