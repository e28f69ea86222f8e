package assay.repl;

import assay.grammar.Lexeme;
import assay.grammar.Lexemes;
import assay.grammar.Parse;
import assay.grammar.Parsed;
import assay.grammar.Source;
import java.util.List;

/** Knows when what was typed is an entry, and when more lines belong to it. */
final class Input {
    private static final int TAB = 4;

    private Input() {}

    /**
     * Whether the text can be run as it stands. An empty line ends what could go on; inside brackets and block texts it
     * takes two.
     */
    static boolean complete(String text) {
        if (isCommand(text)) return true;
        List<String> lines = text.lines().toList();
        int blank = blankAtEnd(text, lines);
        Parsed parsed = parsed(text);
        if (parsed.open()) return blank >= 2;
        if (blank >= 1) return true;
        return !parsed.incomplete() && !continued(lines);
    }

    /** Whether a line that is read from a file goes on with the entry before it. */
    static boolean goesOn(String text, String next) {
        if (isCommand(text)) return false;
        Parsed parsed = parsed(text);
        if (parsed.open()) return true;
        if (next.isBlank()) return false;
        boolean otherwise = next.strip().startsWith("else") && text.strip().endsWith("}");
        return parsed.incomplete() || otherwise || indent(next) > indent(text);
    }

    /** Whether the text is for the session itself and not a statement. */
    static boolean isCommand(String text) {
        return text.stripLeading().startsWith(":");
    }

    /** Brackets that are open at the end, or 1 if the line goes on for another reason; 0 at the start of an entry. */
    static int depth(String text) {
        int depth = 0;
        for (Lexeme lexeme : Lexemes.of(new Source("", text))) {
            if (lexeme.text().isEmpty()) continue;
            switch (lexeme.kind()) {
                case OPEN, CALL_OPEN, INDEX_OPEN, BLOCK_OPEN -> depth++;
                case CLOSE, BLOCK_CLOSE -> depth--;
                default -> {}
            }
        }
        return Math.max(depth, 0);
    }

    private static Parsed parsed(String text) {
        return Parse.script(new Source("", text));
    }

    /** The last line is indented deeper than the first, and not because it stands in brackets. */
    private static boolean continued(List<String> lines) {
        if (lines.size() < 2 || indent(lines.getLast()) <= indent(lines.getFirst())) return false;
        String before = String.join("\n", lines.subList(0, lines.size() - 1));
        return !parsed(before).incomplete();
    }

    /** How many of the last lines are blank; what follows the last line break is a line. */
    private static int blankAtEnd(String text, List<String> lines) {
        int blank = text.endsWith("\n") ? 1 : 0;
        for (int i = lines.size() - 1; i > 0 && lines.get(i).isBlank(); i--) blank++;
        return lines.size() + (text.endsWith("\n") ? 1 : 0) < 2 ? 0 : blank;
    }

    private static int indent(String line) {
        int column = 0;
        for (int i = 0; i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t'); i++)
            column += line.charAt(i) == '\t' ? TAB - column % TAB : 1;
        return column;
    }
}
