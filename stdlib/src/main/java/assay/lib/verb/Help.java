package assay.lib.verb;

import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of verbs as text for a terminal: what {@code assay help battle} prints. */
public final class Help {
    private static final String INDENT = "    ";

    private Help() {}

    /**
     * A word of a verb's row.
     *
     * @param type in words
     * @param note the default of a setting, or that a field is measured; may be empty
     */
    public record Row(String word, String help, String type, String note) {
        /** The type and the note. */
        public String takes() {
            return type + (note.isEmpty() ? "" : "; " + note);
        }

        private String meaning() {
            return help + ": " + takes();
        }
    }

    /** All that is known about a verb, ending in a line break. */
    public static String of(VerbSpec spec) {
        StringBuilder out = new StringBuilder(usage(spec)).append('\n');
        out.append(INDENT).append(spec.summary()).append('\n');
        section("Operands", operands(spec), out);
        section("Settings", settings(spec.settings()), out);
        section("Result", fields(spec), out);
        if (!spec.example().isBlank())
            out.append("\nExample\n").append(spec.example().strip().indent(INDENT.length()));
        return out.toString();
    }

    /** One line: {@code battle [A] vs [B] [SETTING VALUE]...}. */
    public static String usage(VerbSpec spec) {
        String operands = spec.operands().stream().map(Help::written).collect(Collectors.joining(" "));
        return (spec.name() + " " + operands).strip() + (spec.settings().isEmpty() ? "" : " [SETTING VALUE]...");
    }

    /** One line: {@code round(x, [digits])}. */
    public static String signature(Builtin function) {
        List<String> names = new ArrayList<>();
        for (Builtin.Parameter parameter : function.parameters())
            names.add(names.size() < function.required() ? parameter.name() : "[" + parameter.name() + "]");
        return function.name() + "(" + String.join(", ", names) + ")";
    }

    public static List<Row> operands(VerbSpec spec) {
        return spec.operands().stream()
                .map(o -> new Row(written(o), o.help(), o.type().expected(), ""))
                .toList();
    }

    public static List<Row> settings(List<Setting> settings) {
        return settings.stream()
                .map(s -> new Row(s.name(), s.help(), s.type().expected(), note(s)))
                .toList();
    }

    public static List<Row> fields(VerbSpec spec) {
        return spec.fields().stream()
                .map(f ->
                        new Row(f.name(), f.help(), f.type().expected(), f.measured() ? "differs from run to run" : ""))
                .toList();
    }

    /** Rows in two columns. */
    public static String columns(List<Row> rows) {
        int width = rows.stream().mapToInt(row -> row.word().length()).max().orElse(0);
        return rows.stream()
                .map(row -> "  " + row.word() + " ".repeat(width - row.word().length() + 2) + row.meaning() + "\n")
                .collect(Collectors.joining());
    }

    private static void section(String title, List<Row> rows, StringBuilder out) {
        if (!rows.isEmpty()) out.append('\n').append(title).append('\n').append(columns(rows));
    }

    private static String written(Operand operand) {
        String text = (operand.connective() + " " + operand.name().toUpperCase(Locale.ROOT)).strip();
        return operand.required() ? text : "[" + text + "]";
    }

    private static String note(Setting setting) {
        return setting.fallback() instanceof Value.None ? "" : fallback(setting) + " if not said";
    }

    /** As a script would write it: a word of a choice stands without quotes. */
    private static String fallback(Setting setting) {
        if (isWord(setting.type(), setting.fallback())) return Values.text(setting.fallback());
        String listed = Values.text(new Value.Listing(List.of(setting.fallback())));
        return listed.substring(1, listed.length() - 1);
    }

    private static boolean isWord(Type type, Value value) {
        return type instanceof Type.Choice && type.accepts(value).isPresent()
                || type instanceof Type.OneOf(List<Type> types)
                        && types.stream().anyMatch(t -> isWord(t, value));
    }
}
