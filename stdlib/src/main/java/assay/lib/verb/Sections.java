package assay.lib.verb;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the manual says about verbs and functions, as parts of a Markdown page. */
public final class Sections {
    private Sections() {}

    /** A section about a verb. */
    public static String verb(VerbSpec spec) {
        StringBuilder page = new StringBuilder(section(spec.name(), Help.usage(spec), spec.summary()));
        table("operand", Help.operands(spec), page);
        table("setting", Help.settings(spec.settings()), page);
        table("field", Help.fields(spec), page);
        return page.append(example(spec.example())).toString();
    }

    /** A section about a statement, whose settings may be none. */
    public static String statement(String name, String form, String help, List<Setting> settings, String example) {
        StringBuilder page = new StringBuilder(section(name, form, help));
        table("setting", Help.settings(settings), page);
        return page.append(example(example)).toString();
    }

    /** The section about all functions. */
    public static String functions() {
        StringBuilder page = new StringBuilder("\n## functions\n\n| function | gives |\n| --- | --- |\n");
        for (Builtin function : Functions.all())
            page.append(row("`" + Help.signature(function) + "`", function.help()));
        return page.toString();
    }

    private static String section(String name, String form, String summary) {
        return "\n## " + name + "\n\n`" + form + "`\n\n" + sentence(summary) + "\n";
    }

    private static String example(String example) {
        return example.isBlank() ? "" : "\n```\n" + example.strip() + "\n```\n";
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
