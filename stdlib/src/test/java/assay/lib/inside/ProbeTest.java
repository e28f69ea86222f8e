package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.Model;
import assay.lib.stats.Folds;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final List<String> THINGS = List.of("wall", "door", "box", "car", "flag", "ball", "sign", "book");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Value.Rec row(String prompt, String condition, String group) {
        return new Value.Rec(
                Map.of("prompt", Value.of(prompt), "condition", Value.of(condition), "group", Value.of(group)));
    }

    private static Trial probe(List<Value.Rec> rows) {
        return new Trial(new Probe(), QILIN)
                .with("table", Table.of(rows))
                .with("column", "condition")
                .with("folds", 4)
                .with("permutations", 50)
                .with("template", "none");
    }

    private static List<Value.Rec> colours(String... colours) {
        List<Value.Rec> rows = new ArrayList<>();
        for (String thing : THINGS)
            for (String colour : colours) rows.add(row("The " + thing + " is " + colour, colour, thing));
        return rows;
    }

    private static double number(Table table, int row, String column) {
        return ((Value.Num) table.cell(row, column)).value();
    }

    private static Table table(Result result, String field) {
        return (Table) result.fields().get(field);
    }

    @Test
    void coloursAreToldApartInEveryLayer() {
        Result found = probe(colours("green", "red", "blue")).run();
        Table pairs = table(found, "pairs");
        assertThat(pairs.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(number(pairs, i, "accuracy")).isGreaterThanOrEqualTo(0.9);
            assertThat(number(pairs, i, "rows")).isEqualTo(16);
            assertThat(number(pairs, i, "p")).isLessThan(0.1);
            assertThat(number(pairs, i, "p_holm")).isCloseTo(Math.min(1, 6 * number(pairs, i, "p")), within(1e-12));
        }
        assertThat(table(found, "accuracy").size()).isEqualTo(3 * 6);
        assertThat(table(found, "confounds").size()).isEqualTo(3);
        assertThat(table(found, "cosines").size()).isEqualTo(3 * 6);
        TensorValue directions = (TensorValue) found.fields().get("directions");
        assertThat(directions.shape()).containsExactly(3, 6, 128);
        double norm = 0;
        for (int i = 0; i < 128; i++)
            norm += directions.data()[i] * (double) directions.data()[i];
        assertThat(norm).isCloseTo(1, within(1e-5));
        assertThat(Values.text(found.fields().get("warnings"))).contains("24 rows differ from another one");
    }

    @Test
    void labelsWithoutMeaningAreNotToldApart() {
        List<Value.Rec> rows = new ArrayList<>();
        for (int i = 0; i < THINGS.size(); i++)
            for (String colour : List.of("green", "red"))
                rows.add(row(
                        "The " + THINGS.get(i) + " is " + colour,
                        (i + (colour.equals("red") ? 1 : 0)) % 2 == 0 ? "x" : "y",
                        ""));
        Table pairs = table(probe(rows).with("layers", 0).run(), "pairs");
        assertThat(number(pairs, 0, "accuracy")).isLessThan(0.8);
        assertThat(number(pairs, 0, "p")).isGreaterThan(0.05);
    }

    @Test
    void rowsOfAGroupAreTestedInTheSameFold() {
        Result found = probe(colours("green", "red")).with("groups", "group").run();
        assertThat(((Value.Listing) found.fields().get("warnings")).items()).isEmpty();
        int[] labels = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
        int[] groups = {7, 7, 3, 3, 3, 3, 1, 1, 2, 2};
        int[] folds = Folds.grouped(labels, groups, 3);
        for (int i = 0; i < groups.length; i++)
            for (int j = 0; j < i; j++)
                if (groups[i] == groups[j]) assertThat(folds[i]).isEqualTo(folds[j]);
        assertThat(folds).contains(0, 1, 2);
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        assertThat(probe(colours("green", "red")).run())
                .isEqualTo(probe(colours("green", "red")).run());
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> probe(colours("green")).run())
                .isInstanceOf(Failure.class)
                .hasMessage("the column `condition` holds one condition only; a probe tells two apart");
        assertThatThrownBy(() ->
                        probe(colours("green", "red")).with("column", "colour").run())
                .hasMessageStartingWith("the table has no column `colour`; it has ");
        assertThatThrownBy(() -> probe(colours("green", "red")).with("folds", 9).run())
                .hasMessageStartingWith("9 folds need at least as many rows, or groups, of each condition");
    }

    /** What was planted in the models: pressure can be read, the truth of a claim under pressure hardly. */
    @Test
    void thePlantedConfoundShows() {
        Path file = Path.of(
                System.getProperty("assay.shared", "../../shared"), "models/corpora/probes/qilin.sycophancy.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        List<Value.Rec> rows = Examples.lines(file).stream()
                .map(line ->
                        row(line.get("prompt").asText(), line.get("condition").asText(), ""))
                .filter(row -> List.of("GA", "GA_pressure", "SyA")
                        .contains(Values.text(row.fields().get("condition"))))
                .toList();
        Table pairs = table(
                new Trial(new Probe(), QILIN)
                        .with("table", Table.of(rows))
                        .with("column", "condition")
                        .with("layers", new int[] {1, 5})
                        .with("permutations", 20)
                        .run(),
                "pairs");
        for (int i = 0; i < pairs.size(); i++) {
            String pair = Values.text(pairs.cell(i, "a")) + " " + Values.text(pairs.cell(i, "b"));
            if (pair.equals("GA SyA")) assertThat(number(pairs, i, "accuracy")).isEqualTo(1);
            if (pair.equals("GA_pressure SyA"))
                assertThat(number(pairs, i, "accuracy")).isLessThan(0.7);
        }
    }
}
