package assay.lib.measure;

import assay.lib.concept.Item;
import assay.lib.stats.Bootstrap;
import assay.lib.stats.Interval;
import assay.lib.stats.Rng;
import assay.lib.value.Rows;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a benchmark.
 *
 * @param base the model that the others are compared with
 * @param baseScores of its answers
 */
record BenchmarkTables(
        List<Item> items, Scoring scoring, Asked base, double[] baseScores, List<Compared> others, long seed) {
    Value itemTable() {
        Rows rows = new Rows(
                "id",
                "condition",
                "prompt",
                "expected",
                "b",
                "answer_a",
                "answer_b",
                "score_a",
                "score_b",
                "delta",
                "change",
                "mode_a",
                "mode_b",
                "fate");
        for (int i = 0; i < items.size(); i++) if (others.isEmpty()) row(rows, i, Optional.empty());
        for (Compared other : others) for (int i = 0; i < items.size(); i++) row(rows, i, Optional.of(other));
        return rows.table();
    }

    private void row(Rows rows, int i, Optional<Compared> other) {
        Item item = items.get(i);
        Value none = new Value.None();
        rows.add(
                item.id(),
                item.condition().<Value>map(Value::of).orElse(none),
                item.prompt(),
                item.expected().<Value>map(Value::of).orElse(none),
                other.<Value>map(one -> Value.of(one.name())).orElse(none),
                base.replies().get(i).text(),
                other.<Value>map(one -> Value.of(one.asked().replies().get(i).text()))
                        .orElse(none),
                baseScores[i],
                other.<Value>map(one -> Value.of(one.comparison().b()[i])).orElse(none),
                other.<Value>map(one -> Value.of(one.comparison().b()[i] - baseScores[i]))
                        .orElse(none),
                other.<Value>map(one -> Value.of(one.comparison().change(i))).orElse(none),
                base.mode(i, items).toString(),
                other.<Value>map(one -> Value.of(one.asked().mode(i, items).toString()))
                        .orElse(none),
                other.flatMap(Compared::swaps)
                        .<Value>map(swaps -> Value.of(swaps.fates().get(i).toString()))
                        .orElse(none));
    }

    Value means() {
        Rows rows = new Rows("model", "mean", "low", "high", "items");
        mean(rows, base.model().name(), baseScores);
        for (Compared other : others)
            mean(rows, other.name(), other.comparison().b());
        return rows.table();
    }

    private void mean(Rows rows, String name, double[] scores) {
        Interval interval = Bootstrap.mean(scores, Bootstrap.RESAMPLES, Rng.of(seed, "bootstrap means", 0))
                .interval();
        rows.add(name, mean(scores), interval.low(), interval.high(), scores.length);
    }

    Value conditions(Optional<Compared> best) {
        Rows rows = new Rows("condition", "items", "mean_a", "mean_b", "delta", "low", "high", "p");
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            int item = i;
            items.get(i).condition().ifPresent(name -> groups.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(item));
        }
        groups.forEach((name, members) -> {
            double[] a = pick(baseScores, members);
            if (best.isEmpty()) {
                Value none = new Value.None();
                rows.add(name, members.size(), mean(a), none, none, none, none, none);
                return;
            }
            Comparison comparison =
                    Comparison.of(a, pick(best.get().comparison().b(), members), seed, "condition " + name);
            Interval interval = comparison.interval();
            rows.add(
                    name,
                    members.size(),
                    mean(a),
                    mean(comparison.b()),
                    comparison.delta(),
                    interval.low(),
                    interval.high(),
                    comparison.p());
        });
        return rows.table();
    }

    Value dimensions(Optional<Compared> best) {
        Rows rows = new Rows("dimension", "mean_a", "mean_b", "delta", "p");
        Map<String, double[]> others =
                best.map(other -> scoring.dimensions(other.asked())).orElse(Map.of());
        scoring.dimensions(base).forEach((name, a) -> {
            Value none = new Value.None();
            if (!others.containsKey(name)) {
                rows.add(name, mean(a), none, none, none);
                return;
            }
            Comparison comparison = Comparison.of(a, others.get(name), seed, "dimension " + name);
            rows.add(name, mean(a), mean(comparison.b()), comparison.delta(), comparison.p());
        });
        return rows.table();
    }

    Value failures() {
        Rows rows = new Rows("model", "mode", "count", "share");
        List<Asked> all = new ArrayList<>(List.of(base));
        others.forEach(other -> all.add(other.asked()));
        for (Asked asked : all)
            for (FailureMode mode : FailureMode.values()) {
                double share = asked.share(mode, items);
                rows.add(asked.model().name(), mode.toString(), Math.rint(share * items.size()), share);
            }
        return rows.table();
    }

    Value doses() {
        Rows rows = new Rows("alpha", "model", "score", "contamination", "perplexity", "degeneration");
        for (Compared other : others)
            rows.add(
                    other.alpha(),
                    other.name(),
                    mean(other.comparison().b()),
                    other.contamination(base),
                    other.perplexity(),
                    other.degeneration(items));
        return rows.table();
    }

    private static double[] pick(double[] values, List<Integer> which) {
        return which.stream().mapToDouble(i -> values[i]).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
