package assay.lib.play;

import assay.engine.model.Model;
import assay.lib.value.Rows;
import assay.lib.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a player insists on.
 *
 * @param model where it is at hand
 * @param pressed insertions of the game
 * @param alone insertions of a run without an opponent, where there is one
 */
record Imprint(String player, Optional<Model> model, Tally pressed, Optional<Tally> alone) {
    private static final Value NONE = new Value.None();

    private static Map<String, Tally.Count> byBytes(Tally tally) {
        return tally.counts().stream().collect(Collectors.toMap(Tally.Count::bytes, Function.identity()));
    }

    /** Rows for {@code tokens}. */
    void tokens(Rows rows, int top) {
        Optional<Map<String, Tally.Count>> solo = alone.map(Imprint::byBytes);
        pressed.counts().stream().limit(top).forEach(count -> {
            Optional<Tally.Count> there = solo.map(counts -> counts.get(count.bytes()));
            rows.add(
                    player,
                    count.token(),
                    count.text(),
                    count.bytes(),
                    count.count(),
                    count.share(),
                    solo.isEmpty()
                            ? NONE
                            : Value.of(there.map(Tally.Count::count).orElse(0)),
                    solo.isEmpty()
                            ? NONE
                            : Value.of(there.map(Tally.Count::share).orElse(0.0)));
        });
    }

    /** A row for {@code players}. */
    void summary(Rows rows, long seed) {
        double entropy = pressed.entropy();
        double soloEntropy = alone.map(Tally::entropy).orElse(Double.NaN);
        Optional<Tally.Comparison> test = alone.map(tally -> pressed.compare(tally, seed))
                .filter(permutation -> !Double.isNaN(permutation.distance()));
        rows.add(
                player,
                pressed.total(),
                pressed.counts().size(),
                number(entropy),
                alone.map(Imprint::total).orElse(NONE),
                alone.map(Imprint::distinct).orElse(NONE),
                number(soloEntropy),
                soloEntropy > 0 ? number(entropy / soloEntropy) : NONE,
                test.map(Tally.Comparison::distance).map(Imprint::number).orElse(NONE),
                test.map(Tally.Comparison::p).map(Imprint::number).orElse(NONE),
                alone.map(tally -> Value.of(without(pressed, tally).size())).orElse(NONE),
                alone.map(tally -> Value.of(without(tally, pressed).size())).orElse(NONE));
    }

    /** Rows for {@code under_pressure}. */
    void underPressure(Rows rows, int top) {
        alone.ifPresent(tally -> list(rows, without(pressed, tally), top));
    }

    /** Rows for {@code alone}. */
    void alone(Rows rows, int top) {
        alone.ifPresent(tally -> list(rows, without(tally, pressed), top));
    }

    private void list(Rows rows, List<Tally.Count> counts, int top) {
        counts.stream()
                .limit(top)
                .forEach(count ->
                        rows.add(player, count.token(), count.text(), count.bytes(), count.count(), count.share()));
    }

    private static List<Tally.Count> without(Tally some, Tally others) {
        Map<String, Tally.Count> known = byBytes(others);
        return some.counts().stream()
                .filter(count -> !known.containsKey(count.bytes()))
                .toList();
    }

    /** Rows for {@code sources}, if the model's training composition is known. */
    void sources(Rows rows) {
        Optional<Composition> known = model.flatMap(m -> Composition.of(m.name(), m.directory()));
        if (known.isEmpty()) return;
        Composition composition = known.get();
        Map<String, Long> here = bySource(composition, pressed);
        Optional<Map<String, Long>> there = alone.map(tally -> bySource(composition, tally));
        long assigned = sum(here);
        for (Composition.Source source : composition.sources()) {
            long insertions = here.getOrDefault(source.name(), 0L);
            rows.add(
                    player,
                    source.name(),
                    insertions,
                    share(insertions, assigned),
                    source.fraction(),
                    composition.expected(source),
                    there.map(counts -> Value.of(counts.getOrDefault(source.name(), 0L)))
                            .orElse(NONE),
                    there.map(counts -> share(counts.getOrDefault(source.name(), 0L), sum(counts)))
                            .orElse(NONE));
        }
        rows.add(
                player,
                "unassigned",
                pressed.total() - assigned,
                NONE,
                NONE,
                NONE,
                there.map(counts -> Value.of(alone.get().total() - sum(counts))).orElse(NONE),
                NONE);
    }

    private static Map<String, Long> bySource(Composition composition, Tally tally) {
        return tally.insertions().stream()
                .map(insertion -> composition.sourceOf().get(insertion.token()))
                .filter(source -> source != null)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(n -> n).sum();
    }

    private static Value share(long part, long whole) {
        return whole > 0 ? Value.of((double) part / whole) : NONE;
    }

    private static Value total(Tally tally) {
        return Value.of(tally.total());
    }

    private static Value distinct(Tally tally) {
        return Value.of(tally.counts().size());
    }

    static Value number(double value) {
        return Double.isNaN(value) ? NONE : Value.of(value);
    }
}
