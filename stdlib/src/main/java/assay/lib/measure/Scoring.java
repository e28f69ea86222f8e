package assay.lib.measure;

import assay.lib.concept.Fate;
import assay.lib.concept.Item;
import assay.lib.concept.Named;
import assay.lib.text.Asking;
import assay.lib.text.Continuations;
import assay.lib.text.Reply;
import assay.lib.value.Procedure;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Progress;
import assay.lib.verb.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How answers are scored: a number for each, higher is better. */
sealed interface Scoring {
    Type TYPE = Type.oneOf(Type.choice("exact", "contains", "likelihood", "swapped", "lek"), new Type.Procedure());

    /** @param base the answers that others are compared with; its own scores are asked for too */
    double[] scores(List<Item> items, Asked asked, Asked base);

    /** Whether a score is 0 or 1. */
    default boolean yesOrNo() {
        return true;
    }

    /** Parts of the score by name, each with a number for every answer. */
    default Map<String, double[]> dimensions(Asked asked) {
        return Map.of();
    }

    /** Whether an answer is the expected one, but for white space around it. */
    record Exact() implements Scoring {
        @Override
        public double[] scores(List<Item> items, Asked asked, Asked base) {
            return each(items, asked, (expected, text) -> Text.trim(text).equals(Text.trim(expected)));
        }
    }

    /** Whether the expected answer stands in an answer, not inside of a word, in capitals or not. */
    record Contains() implements Scoring {
        @Override
        public double[] scores(List<Item> items, Asked asked, Asked base) {
            return each(items, asked, (expected, text) -> Pattern.compile("(?<![\\p{L}\\p{N}])"
                            + Pattern.quote(Text.trim(expected).toLowerCase(Locale.ROOT)) + "(?![\\p{L}\\p{N}])")
                    .matcher(text.toLowerCase(Locale.ROOT))
                    .find());
        }
    }

    /** The log-probability of the expected answer, in nats. */
    record Likelihood(Asking asking, Progress progress) implements Scoring {
        @Override
        public double[] scores(List<Item> items, Asked asked, Asked base) {
            List<int[]> expected = items.stream()
                    .map(item -> asked.model().tokenizer().encode(after(item), false))
                    .toList();
            return new Continuations(asked.model(), progress)
                    .logprobs(asking.prompts(asked.model(), Item.prompts(items)), expected).stream()
                            .mapToDouble(logprobs -> Arrays.stream(logprobs).sum())
                            .toArray();
        }

        /** A model that reads a question as it stands goes on with a new word. */
        private String after(Item item) {
            String expected = expected(item);
            boolean apart =
                    asking.chat() || expected.startsWith(" ") || item.prompt().endsWith(" ");
            return apart ? expected : " " + expected;
        }

        @Override
        public boolean yesOrNo() {
            return false;
        }
    }

    /** Whether an answer names the other concept, and the base has named its own. */
    record Swapped(Value.Pair pair) implements Scoring {
        @Override
        public double[] scores(List<Item> items, Asked asked, Asked base) {
            double[] scores = new double[items.size()];
            for (int i = 0; i < scores.length; i++) {
                Named own = Named.concept(pair, expected(items.get(i))).orElseThrow();
                String text = asked.replies().get(i).text();
                boolean swapped = asked == base
                        ? Named.in(text, pair) == own.other()
                        : Fate.of(own, base.replies().get(i).text(), text, pair) == Fate.SWAPPED;
                scores[i] = swapped ? 1 : 0;
            }
            return scores;
        }
    }

    /** The LEK heuristic; see {@link Lek}. */
    record OfLek() implements Scoring {
        @Override
        public double[] scores(List<Item> items, Asked asked, Asked base) {
            return asked.replies().stream()
                    .mapToDouble(reply -> Lek.of(reply.text()).score())
                    .toArray();
        }

        @Override
        public boolean yesOrNo() {
            return false;
        }

        @Override
        public Map<String, double[]> dimensions(Asked asked) {
            List<Map<String, Integer>> counted = asked.replies().stream()
                    .map(reply -> Lek.of(reply.text()).dimensions())
                    .toList();
            Map<String, double[]> dimensions = new LinkedHashMap<>();
            for (String name : counted.getFirst().keySet())
                dimensions.put(
                        name,
                        counted.stream().mapToDouble(each -> each.get(name)).toArray());
            return dimensions;
        }
    }

    /** What a procedure of the script gives for an answer and its row. */
    record Judged(Procedure procedure) implements Scoring {
        @Override
        public double[] scores(List<Item> items, Asked asked, Asked base) {
            double[] scores = new double[items.size()];
            for (int i = 0; i < scores.length; i++)
                scores[i] = score(procedure.apply(List.of(
                        Value.of(asked.replies().get(i).text()), items.get(i).row())));
            return scores;
        }

        private double score(Value value) {
            return switch (value) {
                case Value.Num(double number) when Double.isFinite(number) -> number;
                case Value.Bool(boolean yes) -> yes ? 1 : 0;
                case Value other ->
                    throw new Failure("`" + procedure.name() + "` must return a number or yes or no for each answer");
            };
        }

        @Override
        public boolean yesOrNo() {
            return false;
        }
    }

    private static String expected(Item item) {
        return item.expected()
                .orElseThrow(
                        () -> new Failure(
                                "the question `" + item.id()
                                        + "` has no `expected` answer, which this score needs; add the column, or score by `lek` or a procedure"));
    }

    /** Looks at an answer beside what was expected. */
    interface Rule {
        boolean holds(String expected, String text);
    }

    private static double[] each(List<Item> items, Asked asked, Rule rule) {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Reply reply = asked.replies().get(i);
            scores.add(rule.holds(expected(items.get(i)), reply.text()) ? 1.0 : 0.0);
        }
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
