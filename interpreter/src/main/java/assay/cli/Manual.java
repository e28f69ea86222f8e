package assay.cli;

import assay.check.Vocabulary;
import assay.core.Statements;
import assay.lib.verb.Functions;
import assay.lib.verb.Help;
import assay.lib.verb.Sections;
import assay.lib.verb.Setting;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The manual, read from the tables of statements, verbs and functions. */
record Manual(Vocabulary vocabulary) {
    private static final String INDENT = "    ";

    /** Every word with its line of help. */
    String overview() {
        StringBuilder out = new StringBuilder();
        lists().forEach((title, list) ->
                out.append("\n").append(title).append("\n").append(list));
        return out.append("\n`assay help WORD` says more about any of them.\n").toString();
    }

    /** The lists of the overview by their titles, which are topics too. */
    private Map<String, String> lists() {
        Map<String, String> statements = new LinkedHashMap<>();
        Statements.ALL.forEach(s -> statements.put(s.form(), s.help()));
        Map<String, String> verbs = new LinkedHashMap<>();
        specs().forEach(spec -> verbs.put(spec.name(), spec.summary()));
        Map<String, String> functions = new LinkedHashMap<>();
        Functions.all().forEach(f -> functions.put(Help.signature(f), f.help()));
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("Statements", rows(statements));
        lists.put("Verbs", rows(verbs));
        lists.put("Functions", rows(functions));
        return lists;
    }

    /** The whole manual as a Markdown page; it changes only when a table does. */
    String markdown() {
        StringBuilder page = new StringBuilder("""
                # Manual

                This page is written from the tables that the checker and `assay help` read. A model that is left out is the one
                of `use`; operands in brackets and all settings may be left out.

                Statements:

                """);
        Statements.ALL.forEach(s -> page.append(item(s.name(), s.help())));
        page.append("\nVerbs, which are experiments, and functions:\n\n");
        specs().forEach(spec -> page.append(item(spec.name(), spec.summary())));
        page.append(item("functions", "what expressions can compute"));
        Statements.ALL.forEach(
                s -> page.append(Sections.statement(s.name(), s.form(), s.help(), settings(s.name()), s.example())));
        specs().forEach(spec -> page.append(Sections.verb(spec)));
        return page.append(Sections.functions()).toString();
    }

    private static String item(String word, String help) {
        return "- [%1$s](#%1$s): %2$s\n".formatted(word, help);
    }

    /** All that there is about a word: a statement, verb, function or setting can share it. */
    Optional<String> page(String word) {
        List<String> parts = new ArrayList<>();
        Statements.ALL.stream()
                .filter(s -> s.name().equals(word))
                .map(Manual::statement)
                .forEach(parts::add);
        vocabulary.verb(word).map(Help::of).ifPresent(parts::add);
        Functions.find(word)
                .map(f -> Help.signature(f) + "\n" + INDENT + f.help() + "\n")
                .ifPresent(parts::add);
        setting(word).ifPresent(parts::add);
        lists().forEach((title, list) -> {
            if (title.equalsIgnoreCase(word)) parts.add(title + "\n" + list);
        });
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
    }

    /** The topic that was meant. */
    Optional<String> suggestion(String word) {
        Set<String> topics = new LinkedHashSet<>(vocabulary.verbs().names());
        lists().keySet().forEach(title -> topics.add(title.toLowerCase(Locale.ROOT)));
        Statements.ALL.forEach(s -> topics.add(s.name()));
        Functions.all().forEach(f -> topics.add(f.name()));
        specs().forEach(spec ->
                topics.addAll(spec.settings().stream().map(Setting::name).toList()));
        return vocabulary.suggestion(word, topics);
    }

    private Stream<VerbSpec> specs() {
        return vocabulary.verbs().all().stream().map(Verb::spec);
    }

    private static String rows(Map<String, String> rows) {
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder out = new StringBuilder();
        rows.forEach((word, help) -> out.append(("  %-" + width + "s  %s%n").formatted(word, help)));
        return out.toString();
    }

    private static String statement(Statements.Entry statement) {
        StringBuilder out = new StringBuilder(statement.form()).append('\n');
        out.append(INDENT).append(statement.help()).append('\n');
        List<Setting> settings = settings(statement.name());
        if (!settings.isEmpty()) out.append("\nSettings\n").append(Help.columns(Help.settings(settings)));
        if (!statement.example().isBlank()) {
            out.append("\nExample\n").append(statement.example().indent(INDENT.length()));
        }
        return out.toString();
    }

    private static List<Setting> settings(String statement) {
        return Stream.of(Statements.MODEL, Statements.SHOW)
                .filter(spec -> spec.name().equals(statement))
                .flatMap(spec -> spec.settings().stream())
                .toList();
    }

    private Optional<String> setting(String word) {
        StringBuilder out = new StringBuilder();
        specs().forEach(spec -> {
            List<Setting> settings = spec.settings().stream()
                    .filter(setting -> setting.name().equals(word))
                    .toList();
            if (!settings.isEmpty())
                out.append("\n").append(spec.name()).append("\n").append(Help.columns(Help.settings(settings)));
        });
        return out.isEmpty() ? Optional.empty() : Optional.of("the setting `" + word + "`\n" + out);
    }
}
