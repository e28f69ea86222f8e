package assay.lib.measure;

import assay.engine.text.Tokenizer;
import assay.lib.concept.ConceptSet;
import assay.lib.concept.Fate;
import assay.lib.concept.Item;
import assay.lib.concept.Named;
import assay.lib.inside.ReadingProbe;
import assay.lib.stats.Interval;
import assay.lib.text.Asking;
import assay.lib.text.Continuations;
import assay.lib.value.Value;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a benchmark has found about a model and those that it is compared with. */
final class Outcome {
    private final Probes probes;
    private final List<Item> items;
    private final Scoring scoring;
    private final Asked base;
    private final Asking asking;
    private final Optional<Value.Pair> pair;
    private final Lab lab;
    private final double[] baseScores;
    private final Value basePerplexity;
    private final List<Compared> others = new ArrayList<>();

    /** @param pair of score swapped */
    Outcome(Probes probes, Scoring scoring, Asked base, Asking asking, Optional<Value.Pair> pair, Lab lab) {
        this.probes = probes;
        this.items = probes.items();
        this.scoring = scoring;
        this.base = base;
        this.asking = asking;
        this.pair = pair;
        this.lab = lab;
        this.baseScores = scoring.scores(items, base, base);
        this.basePerplexity = perplexity(base);
    }

    void add(Value alpha, Asked asked) {
        double[] scores = scoring.scores(items, asked, base);
        others.add(new Compared(
                alpha,
                asked,
                Comparison.of(baseScores, scores, lab.seed(), "items"),
                perplexity(asked),
                pair.map(concepts -> Swaps.of(concepts, items, base, asked))));
    }

    /** How unlikely the base finds answers; none if they hold no token. */
    private Value perplexity(Asked asked) {
        Tokenizer tokenizer = base.model().tokenizer();
        boolean same = asked.model().tokenizer() == tokenizer;
        List<int[]> answers = asked.replies().stream()
                .map(reply -> same ? reply.tokens() : tokenizer.encode(reply.text(), false))
                .toList();
        double found = new Continuations(base.model(), lab.progress())
                .perplexity(asking.prompts(base.model(), Item.prompts(items)), answers);
        return Double.isFinite(found) ? Value.of(found) : new Value.None();
    }

    /** @param random how many random directions to compare with */
    Findings findings(VerbSpec spec, int random) {
        BenchmarkTables tables = new BenchmarkTables(items, scoring, base, baseScores, others, lab.seed());
        Optional<Compared> best = others.stream()
                .max(Comparator.comparingDouble(other -> mean(other.comparison().b())));
        RandomSteering directions = random == 0
                ? RandomSteering.NONE
                : RandomSteering.of(
                        best.map(Compared::asked).orElse(base).model(), random, probes, scoring, base, asking, lab);
        Findings findings = new Findings(spec)
                .put("score", word())
                .put("a", base.model().name())
                .put("b", best.<Value>map(other -> Value.of(other.name())).orElse(new Value.None()))
                .put("alpha", best.map(Compared::alpha).orElse(new Value.None()))
                .put("items", tables.itemTable())
                .put("mean_a", mean(baseScores))
                .put("means", tables.means())
                .put("conditions", tables.conditions(best))
                .put("dimensions", tables.dimensions(best))
                .put("failures", tables.failures())
                .put("swaps", best.flatMap(Compared::swaps).map(Swaps::table).orElseGet(Swaps::none))
                .put("controls", probes.controls().size())
                .put("perplexity_a", basePerplexity)
                .put("doses", tables.doses())
                .put("random", directions.table())
                .put("random_rate", directions.mean())
                .put("random_deviation", directions.deviation())
                .put("random_contamination", directions.meanContamination())
                .put("warnings", warnings());
        comparison(findings, best, directions);
        swaps(findings, best);
        return findings;
    }

    private String word() {
        return switch (scoring) {
            case Scoring.Exact _ -> "exact";
            case Scoring.Contains _ -> "contains";
            case Scoring.Likelihood _ -> "likelihood";
            case Scoring.Swapped _ -> "swapped";
            case Scoring.OfLek _ -> "lek";
            case Scoring.Judged(var judge) -> judge.name();
        };
    }

    private void comparison(Findings findings, Optional<Compared> best, RandomSteering random) {
        Map<String, Value> found = new LinkedHashMap<>();
        for (String field : List.of(
                "mean_b",
                "delta",
                "delta_low",
                "delta_high",
                "p",
                "improved",
                "regressed",
                "unchanged",
                "p_binomial",
                "changed",
                "contamination",
                "perplexity_b",
                "perplexity_ratio",
                "degeneration")) found.put(field, new Value.None());
        best.ifPresent(other -> {
            Comparison comparison = other.comparison();
            Interval interval = comparison.interval();
            found.put("mean_b", Value.of(mean(comparison.b())));
            found.put("delta", Value.of(comparison.delta()));
            found.put("delta_low", Value.of(interval.low()));
            found.put("delta_high", Value.of(interval.high()));
            found.put("p", Value.of(comparison.p()));
            for (String change : List.of("improved", "regressed", "unchanged"))
                found.put(change, Value.of(comparison.count(change)));
            if (scoring.yesOrNo())
                found.put(
                        "p_binomial",
                        Value.of(random.test(comparison.a(), comparison.b()).p()));
            found.put("perplexity_b", other.perplexity());
            if (other.perplexity() instanceof Value.Num(double own)
                    && basePerplexity instanceof Value.Num(double first))
                found.put("perplexity_ratio", Value.of(own / first));
            found.put("degeneration", Value.of(other.degeneration(items)));
            found.put("contamination", other.contamination(base));
            if (!probes.controls().isEmpty()) found.put("changed", Value.of(other.changed(base)));
        });
        findings.putAll(found);
    }

    private void swaps(Findings findings, Optional<Compared> best) {
        Optional<Swaps> swaps = best.flatMap(Compared::swaps);
        findings.put(
                        "swapped",
                        swaps.map(found -> Value.of(found.count(Fate.SWAPPED))).orElse(new Value.None()))
                .put(
                        "swap_rate",
                        swaps.map(found -> Value.of((double) found.count(Fate.SWAPPED) / items.size()))
                                .orElse(new Value.None()))
                .put(
                        "broken",
                        swaps.map(found -> Value.of(found.count(Fate.BROKEN))).orElse(new Value.None()))
                .put(
                        "confidence",
                        swaps.map(found -> found.confidence(found.all())).orElse(new Value.None()))
                .put("verified", swaps.map(found -> verified(found, best.get())).orElse(new Value.None()));
    }

    /** What a probe in the base reads at the end of the new answers; none without templates to train it on. */
    private Value verified(Swaps swaps, Compared other) {
        List<String> templates =
                ConceptSet.of(swaps.pair(), lab).map(ConceptSet::templates).orElse(List.of());
        if (templates.isEmpty()) return new Value.None();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String text = other.asked().replies().get(i).text();
            String word = swaps.own().get(i).other().word(swaps.pair());
            int at = text.indexOf(word);
            String end = swaps.fates().get(i) == Fate.SWAPPED && at >= 0 ? text.substring(0, at + word.length()) : text;
            texts.add(items.get(i).prompt() + " " + end);
        }
        boolean[] first = new ReadingProbe(base.model(), swaps.pair(), templates, lab.progress()).first(texts);
        long target = IntStream.range(0, first.length)
                .filter(i -> first[i] == (swaps.own().get(i) == Named.SECOND))
                .count();
        return Value.of((double) target / first.length);
    }

    private Value warnings() {
        List<Value> warnings = new ArrayList<>();
        long cut = base.replies().stream()
                .filter(reply -> reply.written() == asking.tokens())
                .count();
        if (cut > 0)
            warnings.add(Value.of(cut + " answers of " + base.model().name() + " were cut off after " + asking.tokens()
                    + " tokens; raise `tokens`"));
        return new Value.Listing(List.copyOf(warnings));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
