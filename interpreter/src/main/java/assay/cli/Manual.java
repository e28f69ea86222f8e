package assay.cli;

import assay.check.Vocabulary;
import assay.core.Statements;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Builtin;
import assay.lib.verb.Field;
import assay.lib.verb.Functions;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manual, read from the tables of statements, verbs and functions. */
record Manual(Vocabulary vocabulary) {
    private static final String INDENT = "    ";

    /** Every word with its line of help. */
    String overview() {
        StringBuilder out = new StringBuilder("\nStatements\n");
        rows(Statements.ALL.stream().map(s -> new Row(s.form(), s.help())).toList(), out);
        out.append("\nVerbs\n");
        rows(specs().map(spec -> new Row(spec.name(), spec.summary())).toList(), out);
        out.append("\nFunctions\n");
        rows(Functions.all().stream().map(f -> new Row(signature(f), f.help())).toList(), out);
        return out.append("\n`assay help WORD` says more about any of them.\n").toString();
    }

    /** All that there is about a word: a statement, verb, function or setting can share it. */
    Optional<String> page(String word) {
        List<String> parts = new ArrayList<>();
        Statements.ALL.stream()
                .filter(s -> s.name().equals(word))
                .map(this::statement)
                .forEach(parts::add);
        vocabulary.verb(word).map(this::verb).ifPresent(parts::add);
        Functions.find(word)
                .map(f -> signature(f) + "\n" + INDENT + f.help() + "\n")
                .ifPresent(parts::add);
        setting(word).ifPresent(parts::add);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
    }

    /** The topic that was meant. */
    Optional<String> suggestion(String word) {
        Set<String> topics = new LinkedHashSet<>();
        Statements.ALL.forEach(s -> topics.add(s.name()));
        topics.addAll(vocabulary.verbs().names());
        Functions.all().forEach(f -> topics.add(f.name()));
        specs().forEach(spec -> spec.settings().forEach(s -> topics.add(s.name())));
        return vocabulary.suggestion(word, topics);
    }

    private record Row(String name, String help) {}

    private static void rows(List<Row> rows, StringBuilder out) {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        for (Row row : rows) {
            out.append("  ")
                    .append(row.name())
                    .append(" ".repeat(width - row.name().length() + 2));
            out.append(row.help()).append('\n');
        }
    }

    private Stream<VerbSpec> specs() {
        return vocabulary.verbs().all().stream().map(Verb::spec);
    }

    private String statement(Statements.Entry statement) {
        StringBuilder out = new StringBuilder(statement.form()).append('\n');
        out.append(INDENT).append(statement.help()).append('\n');
        spec(statement.name()).ifPresent(spec -> settings(spec, out));
        example(statement.example(), out);
        return out.toString();
    }

    /** The statements that have settings. */
    private static Optional<VerbSpec> spec(String statement) {
        return Stream.of(Statements.MODEL, Statements.SHOW, Statements.PLOT, Statements.SAVE)
                .filter(spec -> spec.name().equals(statement))
                .findFirst();
    }

    private String verb(VerbSpec spec) {
        StringBuilder out = new StringBuilder(usage(spec)).append('\n');
        out.append(INDENT).append(spec.summary()).append('\n');
        if (!spec.operands().isEmpty()) {
            out.append("\nOperands\n");
            rows(
                    spec.operands().stream()
                            .map(o -> new Row(
                                    written(o), o.help() + ": " + o.type().expected()))
                            .toList(),
                    out);
        }
        settings(spec, out);
        if (!spec.fields().isEmpty()) {
            out.append("\nResult\n");
            rows(spec.fields().stream().map(Manual::field).toList(), out);
        }
        example(spec.example(), out);
        return out.toString();
    }

    private static void settings(VerbSpec spec, StringBuilder out) {
        if (spec.settings().isEmpty()) return;
        out.append("\nSettings\n");
        rows(spec.settings().stream().map(s -> new Row(s.name(), described(s))).toList(), out);
    }

    private static String described(Setting setting) {
        String fallback =
                setting.fallback() instanceof Value.None ? "" : "; " + Values.text(setting.fallback()) + " if not said";
        return setting.help() + ": " + setting.type().expected() + fallback;
    }

    private static Row field(Field field) {
        return new Row(field.name(), field.help() + ": " + field.type().expected());
    }

    private static String usage(VerbSpec spec) {
        String operands = spec.operands().stream().map(Manual::written).collect(Collectors.joining(" "));
        return (spec.name() + " " + operands).strip() + (spec.settings().isEmpty() ? "" : " [SETTING VALUE]...");
    }

    private static String written(Operand operand) {
        String text = (operand.connective() + " " + operand.name().toUpperCase(java.util.Locale.ROOT)).strip();
        return operand.required() ? text : "[" + text + "]";
    }

    private static void example(String example, StringBuilder out) {
        if (example.isBlank()) return;
        out.append("\nExample\n").append(example.strip().indent(INDENT.length()));
    }

    private Optional<String> setting(String word) {
        List<Row> rows = specs().flatMap(spec -> spec.settings().stream()
                        .filter(setting -> setting.name().equals(word))
                        .map(setting -> new Row(spec.name(), described(setting))))
                .toList();
        if (rows.isEmpty()) return Optional.empty();
        StringBuilder out = new StringBuilder("the setting `" + word + "` of\n");
        rows(rows, out);
        return Optional.of(out.toString());
    }

    private static String signature(Builtin function) {
        List<String> names = new ArrayList<>();
        for (Builtin.Parameter parameter : function.parameters()) {
            names.add(names.size() < function.required() ? parameter.name() : "[" + parameter.name() + "]");
        }
        return function.name() + "(" + String.join(", ", names) + ")";
    }
}
