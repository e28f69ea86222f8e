package assay.show;

import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code show} writes: any value as text for people, no wider than asked and harmless to the terminal. */
public final class Show {
    private final Map<String, VerbSpec> verbs;

    /** @param verbs the table that says in which order the fields of a result stand */
    public Show(Collection<VerbSpec> verbs) {
        this.verbs = verbs.stream().collect(Collectors.toMap(VerbSpec::name, spec -> spec));
    }

    /** The view as lines, without a line break at the end. */
    public String text(Value value, Look look) {
        return Line.render(lines(value, look), look.color());
    }

    List<Line> lines(Value value, Look look) {
        return switch (value) {
            case Value.Str(String text) -> Prose.lines(text, look.width(), Ink.PLAIN);
            case Value.Num _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _ ->
                List.of(Line.of(Values.text(value)));
            case Value.Listing(List<Value> items) -> list(items, look);
            case Value.Rec(Map<String, Value> fields) -> record(fields, look);
            case Value.ModelRef ref -> model(ref, look);
            case Procedure procedure ->
                List.of(Line.of("procedure " + procedure.name()).cut(look.width()));
            case Table table -> TableView.lines(table, look);
            case TensorValue tensor -> TensorView.lines(tensor, look);
            case Result result -> result(result, look);
        };
    }

    private List<Line> list(List<Value> items, Look look) {
        if (!items.isEmpty() && items.stream().allMatch(Value.Rec.class::isInstance)) {
            return TableView.lines(
                    Table.of(items.stream().map(Value.Rec.class::cast).toList()), look);
        }
        String all = items.stream().limit(look.width()).map(Entry::text).collect(Collectors.joining(", ", "[", "]"));
        if (items.size() <= look.width() && Glyphs.width(Glyphs.visible(all)) <= look.width()) {
            return List.of(Line.of(all));
        }
        List<Line> lines = new ArrayList<>();
        int shown = Math.min(items.size(), look.top());
        int digits = Integer.toString(shown).length();
        for (int i = 0; i < shown; i++) {
            Line number =
                    Line.of(Integer.toString(i), Ink.FAINT).padLeft(digits).then("  ");
            lines.add(number.then(Entry.of(items.get(i))).cut(look.width()));
        }
        if (shown < items.size()) lines.add(Line.of("… " + (items.size() - shown) + " more", Ink.FAINT));
        return lines;
    }

    /** Short values behind their names, then what needs lines of its own under a heading each. */
    List<Line> record(Map<String, Value> fields, Look look) {
        List<Line> lines = new ArrayList<>(Pairs.lines(shorts(fields), look.width()));
        fields.forEach((name, value) -> {
            if (isShort(value)) return;
            if (!lines.isEmpty()) lines.add(Line.EMPTY);
            lines.add(Line.of(name, Ink.STRONG).then(size(value), Ink.FAINT).cut(look.width()));
            for (Line line : lines(value, look.width(look.width() - 2))) lines.add(line.indent(2));
        });
        return lines;
    }

    private static Map<String, Line> shorts(Map<String, Value> fields) {
        Map<String, Line> shorts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (isShort(value)) shorts.put(name, Entry.of(value));
        });
        return shorts;
    }

    private static boolean isShort(Value value) {
        return switch (value) {
            case Value.Num _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _, Value.ModelRef _, Procedure _ ->
                true;
            case Value.Str(String text) -> text.length() <= 60 && text.indexOf('\n') < 0;
            case Value.Listing(List<Value> items) -> items.stream().allMatch(Show::isPlain);
            case Value.Rec(Map<String, Value> fields) ->
                fields.size() <= 4 && fields.values().stream().allMatch(Show::isPlain);
            case Table _, TensorValue _, Result _ -> false;
        };
    }

    private static boolean isPlain(Value value) {
        return switch (value) {
            case Value.Num _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _, Value.Str _ -> true;
            case Value.Listing _, Value.Rec _, Value.ModelRef _, Procedure _, Table _, TensorValue _, Result _ -> false;
        };
    }

    private static String size(Value value) {
        return value instanceof Table table ? "  " + Count.of(table.size(), "row") : "";
    }

    private static List<Line> model(Value.ModelRef ref, Look look) {
        var config = ref.model().config();
        Line head = Line.of(ref.model().name(), Ink.STRONG)
                .then("  " + config.modelType() + ", " + Count.of(config.layers(), "layer") + ", hidden size "
                        + config.hiddenSize() + ", vocabulary " + config.vocabSize());
        List<Line> lines = new ArrayList<>(List.of(head.cut(look.width())));
        for (String change : ref.model().changes())
            lines.add(Line.of("  " + change, Ink.FAINT).cut(look.width()));
        return lines;
    }

    private List<Line> result(Result result, Look look) {
        return switch (result.verb()) {
            case "converge", "battle" -> GameView.lines(result, look);
            case "ask", "generate" -> AnswerView.lines(result, look);
            case "fingerprint" -> FingerprintView.lines(result, look);
            case "benchmark" -> anyResult(BenchmarkView.essential(result), look);
            default -> anyResult(result, look);
        };
    }

    private List<Line> anyResult(Result result, Look look) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(result.verb(), Ink.STRONG));
        lines.addAll(record(Essence.of(ordered(result)), look));
        Blocks.add(lines, Warned.lines(Fields.of(result).texts("warnings"), look.width()));
        if (!result.measured().isEmpty()) {
            String measured = result.measured().entrySet().stream()
                    .map(field -> field.getKey() + " " + Entry.text(field.getValue()))
                    .collect(Collectors.joining(", "));
            Blocks.add(lines, Prose.lines("measured: " + measured, look.width(), Ink.FAINT));
        }
        return lines;
    }

    /** The fields in the order of the verb's table, then any others. */
    private Map<String, Value> ordered(Result result) {
        Map<String, Value> ordered = new LinkedHashMap<>();
        VerbSpec spec = verbs.get(result.verb());
        if (spec != null) {
            spec.fields().forEach(field -> {
                Value value = result.fields().get(field.name());
                if (value != null) ordered.put(field.name(), value);
            });
        }
        result.fields().forEach(ordered::putIfAbsent);
        return ordered;
    }
}
