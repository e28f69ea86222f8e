package assay.show;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every view as people see it, escape sequences written as {@code ␛}. Rewrite with {@code -Dgolden=write}. */
class ShowGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/show");
    private static final Show SHOW = new Show(List.of());

    @TestFactory
    List<DynamicTest> views() {
        return goldens().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())))
                .toList();
    }

    private static void check(String name, String text) throws IOException {
        Path golden = FOLDER.resolve(name);
        String actual = text.replace('\u001b', '␛') + "\n";
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, actual);
        }
        assertThat(golden).exists();
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyGoldenIsUsed() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isSubsetOf(goldens().keySet());
        }
    }

    private static Map<String, String> goldens() {
        Map<String, String> goldens = new LinkedHashMap<>();
        values().forEach((name, value) -> {
            for (int width : new int[] {40, 80, 120}) {
                goldens.put(name + "-" + width + ".txt", SHOW.text(value, Look.plain(width)));
            }
            goldens.put(name + "-color.txt", SHOW.text(value, new Look(80, true, 5)));
        });
        charts().forEach((name, chart) -> {
            goldens.put("chart-" + name + ".txt", chart.terminal(Look.plain(80)));
            goldens.put("chart-" + name + "-color.txt", chart.terminal(new Look(60, true, 10)));
            goldens.put("chart-" + name + ".svg", chart.svg().stripTrailing());
        });
        return goldens;
    }

    private static Map<String, Value> values() {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("battle", Samples.battle());
        values.put("battle-hostile", Samples.battle(Samples.HOSTILE));
        values.put("battle-alone-on-the-page", Samples.sparse());
        values.put("converge", Samples.converge());
        values.put("fingerprint", Samples.fingerprint());
        values.put(
                "answer",
                Samples.answer(" green, since it is full of chlorophyll.\nIt may be\tyellow in late summer.\n"));
        values.put("answer-blank", Samples.answer(" \n"));
        values.put(
                "answers",
                Samples.answers(
                        "generate",
                        List.of("Grass is", "Blood is"),
                        List.of(" green", "\nred", " red and warm", ""),
                        2));
        values.put("score", Samples.score());
        values.put("tokenize", Samples.tokenize());
        values.put("probe", Samples.probe());
        values.put("tensor", Samples.tensor());
        values.put("table", Samples.accuracy());
        values.put("table-empty", Table.of(List.of("id", "prompt"), List.of()));
        values.put("table-mixed", mixed());
        values.put("table-wide", wide());
        values.put("list", new Value.Listing(List.of(Value.of(1), Value.of(0.25), Value.of(" a"))));
        values.put("list-long", new Value.Listing(java.util.Collections.nCopies(300, Value.of("word"))));
        values.put("list-of-records", new Value.Listing(List.of(record(1), record(2))));
        values.put("record", record(0.123456789));
        values.put(
                "text",
                Value.of("First line, which is long enough to be wrapped on a narrow screen, 中文也一样。\n\nThird\tline"));
        values.put("number", Value.of(0.1234567890123));
        return values;
    }

    private static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        Value mismatches = Samples.battle().field("mismatches").orElseThrow();
        Value comparisons = Samples.battle().field("comparisons").orElseThrow();
        charts.put("mismatches", Chart.of(mismatches, Optional.of("iteration")));
        charts.put("accuracy", Chart.of(Samples.accuracy(), Optional.of("layer")));
        charts.put("bars", Chart.of(comparisons, Optional.of("control")));
        charts.put("signs", Chart.of(record(-2), Optional.empty()));
        charts.put("heat", Chart.of(Samples.tensor(), Optional.empty()));
        charts.put("points", Chart.of(scattered(), Optional.of("x")));
        charts.put("constant", Chart.of(new Value.Listing(List.of(Value.of(3), Value.of(3))), Optional.empty()));
        return charts;
    }

    private static Value.Rec record(double number) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", Value.of("green->red"));
        fields.put("accuracy", Value.of(number));
        fields.put("tiny", Value.of(0.0000123456));
        fields.put("layers", new Value.Range(9, 26));
        fields.put("pair", new Value.Pair("green", "red"));
        fields.put("nothing", new Value.None());
        fields.put("said", Value.of("yes\u0007"));
        return new Value.Rec(fields);
    }

    private static Table mixed() {
        return new Rows("id", "prompt", "score", "p", "ok")
                .add(1, "What color is grass?", 0.5, 0.00001234, true)
                .add(2, "草是什么颜色的？请用一个词回答，不要解释。", new Value.None(), 0.04999, false)
                .add(3, "🦙🏽‍♂️ two\nlines\tand \u001b[31mred\u001b[0m, \u202Eback", 12.25, 1, new Value.None())
                .add(4, "", Double.NaN, Double.POSITIVE_INFINITY, true)
                .table();
    }

    private static Table wide() {
        List<String> names = new java.util.ArrayList<>();
        List<Value> cells = new java.util.ArrayList<>();
        for (int i = 0; i < 30; i++) {
            names.add("column" + i);
            cells.add(i % 2 == 0 ? Value.of(i * 1.5) : Value.of("text " + i));
        }
        return Table.of(names, List.of(cells));
    }

    private static Table scattered() {
        Rows rows = new Rows("x", "y");
        for (int i = 0; i < 40; i++) rows.add((i * 37) % 41 - 12, Math.cos(i) * 1e-3);
        return rows.table();
    }
}
