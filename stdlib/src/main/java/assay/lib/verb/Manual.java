package assay.lib.verb;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The table of verbs and functions as one Markdown page. */
public final class Manual {
    private Manual() {}

    /** The page; it changes only when a table does. */
    public static String of(Verbs verbs) {
        StringBuilder page = new StringBuilder("""
                # Verbs and functions

                This page is written from the tables that the checker, the completer and `assay help` read. A model that is left
                out is the one of `use`; operands in brackets and all settings may be left out.

                """);
        for (Verb verb : verbs.all())
            page.append("- [%1$s](#%1$s): %2$s\n"
                    .formatted(verb.spec().name(), verb.spec().summary()));
        page.append("- [functions](#functions): what expressions can compute\n");
        verbs.all().forEach(verb -> verb(verb.spec(), page));
        page.append("\n## functions\n\n| function | gives |\n| --- | --- |\n");
        for (Builtin function : Functions.all())
            page.append(row("`" + Help.signature(function) + "`", function.help()));
        return page.toString();
    }

    private static void verb(VerbSpec spec, StringBuilder page) {
        page.append("\n## ")
                .append(spec.name())
                .append("\n\n`")
                .append(Help.usage(spec))
                .append("`\n\n");
        page.append(sentence(spec.summary())).append('\n');
        table("operand", Help.operands(spec), page);
        table("setting", Help.settings(spec.settings()), page);
        table("field", Help.fields(spec), page);
        if (!spec.example().isBlank())
            page.append("\n```\n").append(spec.example().strip()).append("\n```\n");
    }

    private static void table(String title, List<Help.Row> rows, StringBuilder page) {
        if (rows.isEmpty()) return;
        page.append("\n| %s | meaning | type | |\n| --- | --- | --- | --- |\n".formatted(title));
        for (Help.Row row : rows) page.append(row("`" + row.word() + "`", row.help(), row.type(), row.note()));
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String sentence(String summary) {
        return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
    }
}
