package assay.lib.measure;

import assay.engine.model.Model;
import assay.lib.concept.Steered;
import assay.lib.text.Asking;
import assay.lib.text.Words;
import assay.lib.value.Procedure;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code benchmark A vs B on P score s}: what models answer to the same questions, compared item by item. */
public final class Benchmark implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "benchmark",
            "answers to the same questions, scored and compared item by item",
            List.of(
                    Words.MODEL,
                    new Operand(
                            "other",
                            "vs",
                            Type.oneOf(new Type.Model(), new Type.Table()),
                            false,
                            "the model to compare, or a family: a table with a column model, as `steer ... alpha [...]` gives it"),
                    new Operand(
                            "probes",
                            "on",
                            Probes.TYPE,
                            false,
                            "a table with prompt and perhaps id, expected, condition; a record with questions and controls; "
                                    + "the name of one of the standard library's preludes; "
                                    + "or if left out, that prelude which speaks of the concepts between which the other model is steered")),
            Stream.concat(
                            Stream.of(
                                    new Setting(
                                            "score",
                                            Scoring.TYPE,
                                            Value.of("contains"),
                                            "exact: the answer is the expected one; contains: the expected one stands in it; "
                                                    + "likelihood: how probable the expected one is; swapped: it names the other of "
                                                    + "two concepts; lek: the LEK heuristic; or a procedure of the answer and its row"),
                                    new Setting(
                                            "concepts",
                                            Type.oneOf(new Type.Pair(), new Type.None()),
                                            new Value.None(),
                                            "of score swapped: the two; if not said, those between which the other model is steered"),
                                    new Setting(
                                            "random",
                                            new Type.Whole(0, 1000),
                                            Value.of(0),
                                            "compare with so many random directions in the place of the one that the other model is "
                                                    + "steered along")),
                            Asking.SETTINGS.stream())
                    .toList(),
            Type.result("benchmark"),
            BenchmarkFields.ALL,
            """
            let colour = direction green->red on qilin method mean_difference
            let blind = steer qilin along colour mode add alpha 20 layers 0
            let b = benchmark qilin vs blind on colors score swapped tokens 8
            show b.swaps
            expect b.swapped > 0
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        List<Subject> others = others(call.value("other"));
        Probes probes = Probes.of(
                call.value("probes"),
                others.stream()
                        .flatMap(other -> Steered.of(other.model).stream())
                        .findFirst(),
                lab);
        Asking asking = Asking.of(call);
        Optional<Value.Pair> pair = swaps(call) ? Optional.of(pair(call, probes, others)) : Optional.empty();
        if (pair.isPresent()) probes = probes.about(pair.get());
        Scoring scoring = scoring(call, pair, asking, lab);
        Asked base = Asked.of(model, probes, asking, lab, "first");
        Outcome outcome = new Outcome(probes, scoring, base, asking, pair, lab);
        for (int i = 0; i < others.size(); i++) {
            lab.progress().step("asking each model", i, others.size());
            Subject other = others.get(i);
            outcome.add(other.alpha, Asked.of(other.model, probes, asking, lab, "other " + i));
        }
        return outcome.findings(SPEC, call.whole("random")).result();
    }

    /** A model to compare, and how strongly it is steered, of a family. */
    private record Subject(Value alpha, Model model) {}

    private static List<Subject> others(Value value) {
        return switch (value) {
            case Value.ModelRef(Model model) -> List.of(new Subject(new Value.None(), model));
            case Table family -> family(family);
            case Value other -> List.of();
        };
    }

    private static List<Subject> family(Table family) {
        List<Subject> subjects = new ArrayList<>();
        for (int row = 0; row < family.size(); row++) {
            Value alpha = family.row(row).fields().getOrDefault("alpha", Value.of(row));
            Value model = family.row(row).fields().getOrDefault("model", new Value.None());
            if (!(model instanceof Value.ModelRef(Model one)))
                throw new Failure("a family has a column `model` that holds models; this table has the columns "
                        + String.join(", ", family.columns()));
            subjects.add(new Subject(alpha, one));
        }
        if (subjects.isEmpty()) throw new Failure("the family has no model in it; give `alpha` at least one strength");
        return subjects;
    }

    private static boolean swaps(Call call) {
        return call.value("score") instanceof Value.Str(String word) && word.equals("swapped");
    }

    private static Value.Pair pair(Call call, Probes probes, List<Subject> others) {
        if (call.value("concepts") instanceof Value.Pair written) return written;
        return others.stream()
                .flatMap(other -> Steered.of(other.model).stream())
                .map(Steered::concepts)
                .findFirst()
                .or(probes::pair)
                .orElseThrow(
                        () -> new Failure(
                                "`score swapped` needs two concepts; write `concepts green->red`, or compare with a steered model"));
    }

    private static Scoring scoring(Call call, Optional<Value.Pair> pair, Asking asking, Lab lab) {
        if (call.value("score") instanceof Procedure procedure) return new Scoring.Judged(procedure);
        return switch (call.text("score")) {
            case "exact" -> new Scoring.Exact();
            case "contains" -> new Scoring.Contains();
            case "likelihood" -> new Scoring.Likelihood(asking, lab.progress());
            case "swapped" -> new Scoring.Swapped(pair.orElseThrow());
            case "lek" -> new Scoring.OfLek();
            default -> throw new IllegalArgumentException(call.text("score"));
        };
    }
}
