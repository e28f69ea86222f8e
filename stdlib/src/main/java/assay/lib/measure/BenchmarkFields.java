package assay.lib.measure;

import assay.lib.verb.Field;
import assay.lib.verb.Type;
import java.util.List;

/** The fields of {@code benchmark}. */
final class BenchmarkFields {
    private static final Type MAYBE = Type.oneOf(Type.number(), new Type.None());

    private BenchmarkFields() {}

    static final List<Field> ALL = List.of(
            new Field("score", new Type.Text(), "how answers were scored"),
            new Field("a", new Type.Text(), "the first model"),
            new Field(
                    "b",
                    Type.oneOf(new Type.Text(), new Type.None()),
                    "the other one; of several, that with the highest mean, of which all fields but doses and items speak"),
            new Field("alpha", MAYBE, "its strength, of a family"),
            new Field(
                    "items",
                    new Type.Table(),
                    "a row per question and model b: id, condition, prompt, expected, b, answer_a, answer_b, score_a, score_b, "
                            + "delta, change (improved, regressed, unchanged), mode_a, mode_b (ok, collapse, degeneration, evasion), "
                            + "fate (swapped, kept, broken, mistaken; of score swapped)"),
            new Field("mean_a", Type.number(), "the mean score of the first model"),
            new Field("mean_b", MAYBE, "that of the other one"),
            new Field("means", new Type.Table(), "model, mean, low, high (95 % bootstrap interval), items"),
            new Field("delta", MAYBE, "mean_b - mean_a"),
            new Field("delta_low", MAYBE, "the lower end of its 95 % bootstrap interval; items are drawn in pairs"),
            new Field("delta_high", MAYBE, "the upper end"),
            new Field("p", MAYBE, "two-sided, of the paired permutation test"),
            new Field("improved", MAYBE, "items that score higher"),
            new Field("regressed", MAYBE, "items that score lower"),
            new Field("unchanged", MAYBE, "the others"),
            new Field(
                    "conditions",
                    new Type.Table(),
                    "where questions have a condition: condition, items, mean_a, mean_b, delta, low, high, p"),
            new Field("dimensions", new Type.Table(), "of score lek: dimension, mean_a, mean_b, delta, p"),
            new Field("failures", new Type.Table(), "how answers fail as answers: model, mode, count, share"),
            new Field(
                    "swapped", MAYBE, "of score swapped: answers that named their own concept and name the other now"),
            new Field("swap_rate", MAYBE, "the share of all questions that are swapped"),
            new Field("broken", MAYBE, "answers that named their own concept and name neither now"),
            new Field("confidence", MAYBE, "the mean probability of swapped answers, up to the other concept"),
            new Field(
                    "verified",
                    MAYBE,
                    "the share of questions whose new answer a probe in the first model reads as the other concept"),
            new Field(
                    "swaps",
                    new Type.Table(),
                    "both sides of the pair: concept, items, swapped, kept, broken, mistaken, rate, confidence"),
            new Field("controls", Type.atLeast(0), "how many controls were asked"),
            new Field("changed", MAYBE, "controls whose answer changes"),
            new Field("contamination", MAYBE, "the share of controls whose answer changes"),
            new Field("perplexity_a", MAYBE, "of the first model's answers, to itself"),
            new Field("perplexity_b", MAYBE, "of the other one's answers, to the first model"),
            new Field("perplexity_ratio", MAYBE, "perplexity_b / perplexity_a"),
            new Field("degeneration", MAYBE, "the share of the other one's answers that are loops or nothing"),
            new Field(
                    "doses",
                    new Type.Table(),
                    "a row per model b: alpha, model, score (mean), contamination, perplexity (to the first model), degeneration"),
            new Field("random", new Type.Table(), "a row per random direction: direction, score (mean), contamination"),
            new Field("random_rate", MAYBE, "the mean score along random directions"),
            new Field("random_deviation", MAYBE, "of the scores of random directions"),
            new Field("random_contamination", MAYBE, "the mean share of controls that they change"),
            new Field(
                    "p_binomial",
                    MAYBE,
                    "of scores 0 and 1: exact probability of so many or more at the rate of random directions, or without them "
                            + "at that of the first model; a rate of 0 counts as one success in one more trial"),
            new Field("warnings", Type.list(new Type.Text()), "what makes the comparison doubtful"));
}
