package assay.grammar;

import static assay.grammar.AssayLexer.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/**
 * Signs, quotes and look-alikes of other languages: each is reported with what to write here, and replaced by it, so
 * that the parser reads on as if it had been written.
 */
final class Habits {
    /** A sign, the token it stands for here (0: none), and how that is written. */
    private record Sign(int type, String here) {}

    private static final Map<String, Sign> SIGNS = Map.ofEntries(
            Map.entry("&&", new Sign(AND, "and")),
            Map.entry("||", new Sign(OR, "or")),
            Map.entry("!", new Sign(NOT, "not")),
            Map.entry(":=", new Sign(ASSIGN, "=")),
            Map.entry("===", new Sign(EQUAL, "==")),
            Map.entry("!==", new Sign(UNEQUAL, "!=")),
            Map.entry("<>", new Sign(UNEQUAL, "!=")),
            Map.entry("=>", new Sign(ARROW, "->")),
            Map.entry("\u2192", new Sign(ARROW, "->")),
            Map.entry("\u2212", new Sign(MINUS, "-")),
            Map.entry("\u00D7", new Sign(TIMES, "*")),
            Map.entry("\u00F7", new Sign(DIVIDE, "/")),
            Map.entry("\u2264", new Sign(AT_MOST, "<=")),
            Map.entry("\u2265", new Sign(AT_LEAST, ">=")),
            Map.entry("\u2260", new Sign(UNEQUAL, "!=")),
            Map.entry("\u2248", new Sign(ABOUT, "~")),
            Map.entry("\u2026", new Sign(RANGE, "..")));

    private static final int LONGEST_NUMBER = 400;

    private final Source source;
    private final Problems problems;
    private final List<Token> out = new ArrayList<>();

    private Habits(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The tokens of the language that {@code raw} stands for; comments and line breaks are kept. */
    static List<Token> replace(List<? extends Token> raw, Source source, Problems problems) {
        Habits habits = new Habits(source, problems);
        for (Token token : raw) {
            habits.read(token);
            if (token.getType() == OPEN_BLOCK_TEXT) break;
        }
        return habits.out;
    }

    private void read(Token token) {
        switch (token.getType()) {
            case OPEN_TEXT -> {
                error(token, "this text is never closed", "it begins here; add `\"` at its end");
                put(token, OPEN_TEXT);
            }
            case OPEN_BLOCK_TEXT -> {
                error(token, "this block text is never closed", "it begins here; end it with `\"\"\"`");
                put(token, OPEN_BLOCK_TEXT);
            }
            case FOREIGN_TEXT -> {
                error(token, "texts stand in straight double quotes", "write `\"` on both sides");
                put(token, MISSING);
            }
            case FOREIGN_COMMENT -> {
                error(token, "comments begin with `#`", "write `#` instead");
                if (token.getText().indexOf('\n') >= 0) put(token, NEWLINE);
            }
            case FOREIGN_SPACE -> error(token, "this blank is not a space but " + named(token), "write a plain space");
            case FOREIGN_SIGN -> sign(token);
            case MERGE_MARKER -> error(token, "this line is left from a merge", "keep one side and remove the markers");
            case BAD_NUMBER -> badNumber(token);
            case NUMBER -> number(token);
            case NAME -> name(token);
            case OTHER -> other(token);
            default -> out.add(token);
        }
    }

    private void sign(Token token) {
        String text = token.getText();
        Sign sign = SIGNS.get(text);
        if (sign != null) {
            error(token, "`" + text + "` is written `" + sign.here + "` here", "write `" + sign.here + "`");
            put(token, sign.type);
        } else if (text.equals(";")) {
            error(
                    token,
                    "a statement ends at the end of its line",
                    "remove `;`, and begin a new line for a new statement");
            put(token, NEWLINE);
        } else if (text.equals("**") || text.equals("^")) {
            error(token, "there is no sign for powers", "multiply instead");
            put(token, TIMES);
        } else if (text.endsWith("=")) {
            error(token, "a name is bound once and never changes", "bind a new name: `let NAME = ...`");
            put(token, ASSIGN);
        } else {
            error(token, "this dash is not a minus but " + named(token), "write `-`");
            put(token, MINUS);
        }
    }

    private void badNumber(Token token) {
        String text = token.getText();
        if (text.startsWith(".")) error(token, "a number begins with a digit", "write `0" + text + "`");
        else if (text.contains(",")) error(token, "a number has no commas", "write `" + text.replace(",", "") + "`");
        else if (text.matches("[0-9_]+")) error(token, "a number has no `_`", "write `" + text.replace("_", "") + "`");
        else
            error(
                    token,
                    "`" + brief(text) + "` is neither a number nor a name",
                    "a name begins with a letter; put texts such as revisions in quotes");
        put(token, MISSING);
    }

    private void number(Token token) {
        String text = token.getText();
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        boolean legal = text.length() <= LONGEST_NUMBER && Double.isFinite(Double.parseDouble(digits));
        if (!legal) error(token, "this number is too large", "numbers go up to about 1.8e308");
        put(token, legal ? NUMBER : MISSING);
    }

    /** A Cyrillic or Greek letter among Latin ones is hardly ever meant, and cannot be seen. */
    private void name(Token token) {
        String text = token.getText();
        boolean latin = text.codePoints().anyMatch(point -> script(point) == Character.UnicodeScript.LATIN);
        int odd =
                latin ? text.codePoints().filter(Habits::lookAlike).findFirst().orElse(0) : 0;
        if (odd != 0)
            error(
                    token,
                    "`" + brief(text) + "` mixes alphabets: its `" + Character.toString(odd) + "` is "
                            + Character.getName(odd).toLowerCase(),
                    "type the name again");
        out.add(token);
    }

    private static boolean lookAlike(int point) {
        Character.UnicodeScript script = script(point);
        return script == Character.UnicodeScript.CYRILLIC || script == Character.UnicodeScript.GREEK;
    }

    private static Character.UnicodeScript script(int point) {
        return Character.UnicodeScript.of(point);
    }

    private void other(Token token) {
        String text = token.getText();
        if (text.equals("'") || text.equals("`")) error(token, "texts stand in straight double quotes", "write `\"`");
        else if (text.equals("\\")) error(token, "a line goes on without `\\`", "remove it and indent the next line");
        else error(token, "the language has no " + named(token), "remove it, or put it in a text in quotes");
    }

    private void put(Token token, int type) {
        out.add(Tokens.as(token, type));
    }

    private void error(Token token, String title, String label) {
        problems.error(source, Tokens.span(token), title, label);
    }

    private static String named(Token token) {
        int point = token.getText().codePointAt(0);
        String name = Character.getName(point);
        boolean visible = point > ' ' && point < 0x7F;
        return visible
                ? "`" + Character.toString(point) + "`"
                : name == null ? "character " + point : name.toLowerCase();
    }

    static String brief(String text) {
        return text.length() <= 40
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(36)) ? 36 : 37) + "...";
    }
}
