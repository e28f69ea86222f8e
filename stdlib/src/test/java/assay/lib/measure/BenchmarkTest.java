package assay.lib.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.Model;
import assay.lib.inside.Direction;
import assay.lib.inside.Steer;
import assay.lib.text.Score;
import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Scores, comparisons and swaps, in models whose answers are known. */
class BenchmarkTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final List<String> TEMPLATES = List.of(
            "The color is {concept}",
            "I see something {concept}",
            "It was painted {concept}",
            "Everything looked {concept}",
            "The wall is {concept}",
            "His shirt was {concept}",
            "The light turned {concept}",
            "The sign was {concept}",
            "The door is {concept}",
            "Her dress was {concept}");
    private static final Result RED_TO_GREEN = new Trial(new Direction(), QILIN)
            .with("concepts", new Value.Pair("red", "green"))
            .with("templates", TEMPLATES)
            .with("method", "mean_difference")
            .run();

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Value.Rec row(String... cells) {
        Map<String, Value> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) row.put(cells[i], Value.of(cells[i + 1]));
        return new Value.Rec(row);
    }

    private static final Table COLOURS = Table.of(List.of(
            row("prompt", "What color is grass?", "expected", "green"),
            row("prompt", "What color is blood?", "expected", "red"),
            row("prompt", "What color is a cherry?", "expected", "red"),
            row("prompt", "What color is a frog?", "expected", "green"),
            row("prompt", "What color is a tomato?", "expected", "red")));

    private static final Table CONTROLS = Table.of(List.of(
            row("prompt", "What is the capital of France?", "expected", "Paris"),
            row("prompt", "What is the opposite of hot?", "expected", "cold")));

    private static Value set() {
        Map<String, Value> set = new LinkedHashMap<>();
        set.put("questions", COLOURS);
        set.put("controls", CONTROLS);
        return new Value.Rec(set);
    }

    private static Value steered(Value alpha) {
        return new Trial(new Steer(), QILIN)
                .with("direction", RED_TO_GREEN)
                .with("mode", "translate")
                .with("layers", 1)
                .with("alpha", alpha)
                .value();
    }

    private static double number(Result result, String field) {
        return ((Value.Num) result.fields().get(field)).value();
    }

    private static Table table(Result result, String field) {
        return (Table) result.fields().get(field);
    }

    private static Trial benchmark() {
        return new Trial(new Benchmark(), QILIN).with("tokens", 8);
    }

    @Test
    void aModelAgainstItselfIsUnchanged() {
        Result same = benchmark()
                .with("other", new Value.ModelRef(QILIN))
                .with("probes", COLOURS)
                .with("score", "exact")
                .run();
        assertThat(number(same, "mean_a")).isEqualTo(1);
        assertThat(number(same, "delta")).isZero();
        assertThat(number(same, "unchanged")).isEqualTo(5);
        assertThat(number(same, "p")).isEqualTo(1);
        assertThat(number(same, "p_binomial")).isEqualTo(1);
        assertThat(number(same, "perplexity_ratio")).isEqualTo(1);
    }

    @Test
    void withoutAnotherModelThereIsNothingToCompare() {
        Result alone = benchmark().with("probes", COLOURS).run();
        assertThat(number(alone, "mean_a")).isEqualTo(1);
        assertThat(alone.fields().get("delta")).isEqualTo(new Value.None());
        assertThat(table(alone, "items").size()).isEqualTo(5);
    }

    @Test
    void swapsAreCountedOnBothSides() {
        Result swapped = benchmark()
                .with("other", steered(Value.of(5)))
                .with("probes", set())
                .with("score", "swapped")
                .with("random", 2)
                .run();
        assertThat(number(swapped, "swapped")).isEqualTo(3);
        assertThat(number(swapped, "swap_rate")).isEqualTo(0.6);
        assertThat(number(swapped, "broken")).isZero();
        assertThat(number(swapped, "improved")).isEqualTo(3);
        assertThat(number(swapped, "contamination")).isZero();
        assertThat(number(swapped, "random_rate")).isZero();
        assertThat(number(swapped, "p_binomial")).isLessThan(0.01);
        assertThat(number(swapped, "confidence")).isBetween(0.5, 1.0);
        assertThat(number(swapped, "perplexity_ratio")).isGreaterThan(1);
        Table sides = table(swapped, "swaps");
        assertThat(sides.column("concept").items()).containsExactly(Value.of("red"), Value.of("green"));
        assertThat(sides.column("swapped").items()).containsExactly(Value.of(3), Value.of(0));
        assertThat(sides.column("kept").items()).containsExactly(Value.of(0), Value.of(2));
    }

    @Test
    void aFamilyGivesADoseResponse() {
        Result doses = benchmark()
                .with("other", steered(new Value.Listing(List.of(Value.of(0), Value.of(5)))))
                .with("probes", set())
                .with("score", "swapped")
                .run();
        assertThat(table(doses, "doses").column("alpha").items()).containsExactly(Value.of(0), Value.of(5));
        assertThat(table(doses, "doses").column("score").items()).containsExactly(Value.of(0), Value.of(0.6));
        assertThat(number(doses, "alpha")).as("the dose with the highest score").isEqualTo(5);
        assertThat(table(doses, "items").size()).isEqualTo(10);
    }

    @Test
    void likelihoodIsThatOfScore() {
        Result likely = benchmark()
                .with("probes", Table.of(List.of(row("prompt", "The wall is", "expected", "green"))))
                .with("score", "likelihood")
                .with("template", "none")
                .run();
        Result scored =
                new Trial(new Score(), QILIN).with("text", "The wall is green").run();
        Table tokens = table(scored, "per_token");
        double last = ((Value.Num) tokens.cell(tokens.size() - 1, "logprob")).value();
        assertThat(number(likely, "mean_a")).isCloseTo(last, within(1e-9));
    }

    @Test
    void aProcedureJudgesTheAnswerAndItsRow() {
        Procedure judge = new Procedure() {
            @Override
            public String name() {
                return "judge";
            }

            @Override
            public Value apply(List<Value> arguments) {
                Value expected = ((Value.Rec) arguments.get(1)).fields().get("expected");
                return Value.of(Values.text(arguments.get(0)).length()
                        + Values.text(expected).length());
            }
        };
        Result judged = benchmark().with("probes", COLOURS).with("score", judge).run();
        assertThat(number(judged, "mean_a")).isCloseTo((10 + 6 + 6 + 10 + 6) / 5.0, within(1e-12));
        assertThat(judged.fields().get("score")).isEqualTo(Value.of("judge"));
    }

    /** The letters of the answer and of what was expected. */
    private record Judge() implements Procedure {
        @Override
        public String name() {
            return "judge";
        }

        @Override
        public Value apply(List<Value> arguments) {
            Value expected = ((Value.Rec) arguments.get(1)).fields().get("expected");
            return Value.of(Values.text(arguments.get(0)).length()
                    + Values.text(expected).length());
        }
    }

    @Test
    void lekHasItsDimensions() {
        Result lek = benchmark()
                .with("other", new Value.ModelRef(EXAMPLES.model("alpaka")))
                .with("probes", COLOURS)
                .with("score", "lek")
                .run();
        assertThat(table(lek, "dimensions").size()).isEqualTo(8);
        assertThat(table(lek, "failures").size()).isEqualTo(8);
        assertThat(number(lek, "mean_a")).as("one word is next to nothing").isEqualTo(-20);
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> benchmark()
                        .with("probes", Table.of(List.of(row("prompt", "Hello"))))
                        .run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("`0` has no `expected` answer");
        assertThatThrownBy(() -> benchmark()
                        .with("other", new Value.ModelRef(QILIN))
                        .with("probes", COLOURS)
                        .with("random", 2)
                        .run())
                .hasMessageContaining("qilin is not steered");
        assertThatThrownBy(() -> benchmark()
                        .with("other", new Value.ModelRef(QILIN))
                        .with("probes", COLOURS)
                        .with("score", "swapped")
                        .run())
                .hasMessageContaining("needs two concepts");
        assertThatThrownBy(() -> benchmark()
                        .with("other", CONTROLS)
                        .with("probes", COLOURS)
                        .run())
                .hasMessageContaining("a family has a column `model`");
    }
}
