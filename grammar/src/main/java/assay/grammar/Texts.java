package assay.grammar;

import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** What stands between quotes: escapes, template holes, and the indentation of block texts. */
final class Texts {
    private static final Pattern HOLE = Pattern.compile("\\{([\\p{L}_][-\\p{L}\\p{M}\\p{N}_]*+)}");
    private static final Pattern NEARLY_HOLE = Pattern.compile("\\{[ \\t]*+[\\p{L}_]");
    private static final String ESCAPES = "the escapes are \\n \\t \\\" \\\\ \\{ \\} \\u{1F600}";

    private final Source source;
    private final Problems problems;
    private final String text;
    private final Matcher hole;
    private final Matcher nearlyHole;
    private final List<Expr.Piece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    private Texts(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.text = source.text();
        this.hole = HOLE.matcher(text);
        this.nearlyHole = NEARLY_HOLE.matcher(text);
    }

    static Expr.Text of(Token token, Source source, Problems problems) {
        Texts texts = new Texts(source, problems);
        Span span = Tokens.span(token);
        if (token.getType() == AssayLexer.BLOCK_TEXT) texts.block(span.start() + 3, span.end() - 3);
        else texts.line(span.start() + 1, span.end() - 1);
        texts.flush();
        return new Expr.Text(List.copyOf(texts.pieces), span);
    }

    /** Without the line break after the opening quotes, and without the indentation that all further lines share. */
    private void block(int from, int to) {
        int first = lineEnd(from, to);
        boolean broken = first < to && text.substring(from, first).isBlank();
        int shared = Integer.MAX_VALUE;
        for (int at = first + 1; at <= to; at = lineEnd(at, to) + 1) {
            int end = lineEnd(at, to);
            if (end == to || !text.substring(at, end).isBlank()) shared = Math.min(shared, blanks(at, end));
        }
        if (!broken) line(from, contentEnd(from, first));
        boolean begun = !broken;
        for (int at = first + 1; at <= to; at = lineEnd(at, to) + 1) {
            int end = lineEnd(at, to);
            if (begun) literal.append('\n');
            begun = true;
            line(Math.min(at + shared, contentEnd(at, end)), contentEnd(at, end));
        }
    }

    private int lineEnd(int from, int to) {
        int end = from < to ? text.indexOf('\n', from, to) : -1;
        return end < 0 ? to : end;
    }

    private int contentEnd(int from, int end) {
        return end > from && end < text.length() && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r'
                ? end - 1
                : end;
    }

    private int blanks(int from, int to) {
        int at = from;
        while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        return at - from;
    }

    private void line(int from, int to) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '\\') at = escape(at, to);
            else if (c == '{') at = brace(at, to);
            else {
                literal.append(c);
                at++;
            }
        }
    }

    private int escape(int at, int to) {
        char c = at + 1 < to ? text.charAt(at + 1) : '\0';
        switch (c) {
            case 'n' -> literal.append('\n');
            case 't' -> literal.append('\t');
            case '"', '\\', '{', '}' -> literal.append(c);
            case 'u' -> {
                return codePoint(at, to);
            }
            default -> {
                int end = Math.min(to, at + 1 + (at + 1 < to ? Character.charCount(text.codePointAt(at + 1)) : 0));
                error(
                        at,
                        end,
                        "`" + text.substring(at, end) + "` is no escape",
                        "for a backslash write `\\\\`",
                        ESCAPES);
                return end;
            }
        }
        return at + 2;
    }

    private int codePoint(int at, int to) {
        int close = text.indexOf('}', at, Math.min(to, at + 10));
        boolean shaped = at + 2 < to && text.charAt(at + 2) == '{' && close > 0;
        String digits = shaped ? text.substring(at + 3, close) : "";
        if (digits.matches("[0-9a-fA-F]{1,6}")) {
            int point = Integer.parseInt(digits, 16);
            if (Character.isValidCodePoint(point)
                    && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)) {
                literal.appendCodePoint(point);
                return close + 1;
            }
        }
        int end = shaped ? close + 1 : at + 2;
        error(at, end, "this is no character", "write it as `\\u{1F600}`, with one to six hexadecimal digits", ESCAPES);
        return end;
    }

    private int brace(int at, int to) {
        hole.region(at, to);
        if (hole.lookingAt() && !hole.group(1).endsWith("-") && !hole.group(1).contains("--")) {
            flush();
            pieces.add(new Expr.Piece.Hole(new Name(hole.group(1), new Span(hole.start(1), hole.end(1)))));
            return hole.end();
        }
        nearlyHole.region(at, to);
        if (nearlyHole.lookingAt()) {
            int close = text.indexOf('}', at, Math.min(to, at + 60));
            int end = close < 0 ? at + 1 : close + 1;
            error(at, end, "a hole in a text holds one name and nothing else", "write `{name}`, or `\\{` for a brace");
        }
        literal.append('{');
        return at + 1;
    }

    private void flush() {
        if (literal.isEmpty()) return;
        pieces.add(new Expr.Piece.Literal(literal.toString()));
        literal.setLength(0);
    }

    private void error(int from, int to, String title, String label, String... notes) {
        problems.error(source, new Span(from, to), title, label, notes);
    }
}
