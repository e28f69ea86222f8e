package assay.engine.text.jinja;

import assay.engine.text.TemplateException;
import assay.engine.text.jinja.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a template into tokens, white space control included ({@code trim_blocks} and {@code lstrip_blocks} on). */
final class Lexer {
    private static final List<String> OPERATORS = List.of(
            "**", "//", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",", ";");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineCountedTo;
    /** Only white space can have stood on this line so far, so that what precedes a tag may be stripped. */
    private boolean lineStarting = true;

    Lexer(String template) {
        String unix = template.replace("\r\n", "\n").replace('\r', '\n');
        source = unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix;
    }

    List<Token> tokens() {
        while (at < source.length()) {
            int open = nextOpening();
            if (open < 0) {
                add(Kind.TEXT, source.substring(at));
                at = source.length();
            } else {
                construct(open);
            }
        }
        add(Kind.END, null);
        return tokens;
    }

    private int nextOpening() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            if ("{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private void construct(int open) {
        char kind = source.charAt(open + 1);
        char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
        boolean signed = sign == '-' || sign == '+';
        text(open, sign, kind != '{');
        at = open + (signed ? 3 : 2);
        switch (kind) {
            case '#' -> comment();
            case '{' -> {
                add(Kind.PRINT_BEGIN, null);
                code("}}", Kind.PRINT_END);
            }
            default -> {
                int raw = rawTag("raw", at);
                if (raw >= 0) {
                    raw(raw);
                } else {
                    add(Kind.TAG_BEGIN, null);
                    code("%}", Kind.TAG_END);
                }
            }
        }
    }

    /** The text up to a construct, stripped as its sign and kind ask for. */
    private void text(int end, char sign, boolean strips) {
        String text = source.substring(at, end);
        if (sign == '-') {
            text = Strings.stripRight(text, null);
        } else if (sign != '+' && strips) {
            int begin = text.lastIndexOf('\n') + 1;
            if ((begin > 0 || lineStarting) && Strings.isBlank(text.substring(begin))) {
                text = text.substring(0, begin);
            }
        }
        if (!text.isEmpty()) {
            add(Kind.TEXT, text);
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw error("a comment is not closed; write '#}' at its end.");
        }
        close(end, 2, at < end ? source.charAt(end - 1) : ' ', true);
    }

    /** Steps over a closing bracket and over the white space it takes along. */
    private void close(int end, int length, char sign, boolean trims) {
        at = end + length;
        if (sign == '-') {
            while (at < source.length() && Strings.isSpace(source.charAt(at))) {
                at++;
            }
        } else if (sign != '+' && trims && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        lineStarting = source.charAt(at - 1) == '\n';
    }

    /** Where the tag of this name ends that begins here, -1 if it is another. */
    private int rawTag(String name, int from) {
        int i = skipSpaces(from);
        if (!source.startsWith(name, i)) {
            return -1;
        }
        i = skipSpaces(i + name.length());
        if (i < source.length() && (source.charAt(i) == '-' || name.equals("endraw") && source.charAt(i) == '+')) {
            i++;
        }
        return source.startsWith("%}", i) ? i : -1;
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < source.length() && Strings.isSpace(source.charAt(i))) {
            i++;
        }
        return i;
    }

    private void raw(int end) {
        close(end, 2, source.charAt(end - 1) == '-' ? '-' : ' ', false);
        for (int open = source.indexOf("{%", at); open >= 0; open = source.indexOf("{%", open + 2)) {
            char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
            int close = rawTag("endraw", open + (sign == '-' || sign == '+' ? 3 : 2));
            if (close >= 0) {
                text(open, sign, true);
                close(close, 2, source.charAt(close - 1), true);
                return;
            }
        }
        throw error("a raw block is not closed; write '{% endraw %}' at its end.");
    }

    private void code(String closing, Kind end) {
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            at = skipSpaces(at);
            if (at == source.length()) {
                throw error("'" + closing + "' is missing.");
            }
            if (open.isEmpty()) {
                char sign = source.charAt(at);
                boolean signed = sign == '-' || sign == '+' && closing.equals("%}");
                int i = signed ? at + 1 : at;
                if (source.startsWith(closing, i)) {
                    add(end, null);
                    close(i, 2, signed ? sign : ' ', closing.equals("%}"));
                    return;
                }
            }
            token(open);
        }
    }

    private void token(Deque<Character> open) {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            string(c);
        } else if (c >= '0' && c <= '9') {
            NumberLiteral number = NumberLiteral.read(source, at, this::error);
            add(Kind.NUMBER, number.value());
            at = number.end();
        } else if (Character.isUnicodeIdentifierStart(source.codePointAt(at)) || c == '_') {
            int from = at;
            while (at < source.length() && isNamePart(source.codePointAt(at))) {
                at += Character.charCount(source.codePointAt(at));
            }
            add(Kind.NAME, source.substring(from, at));
        } else {
            String operator = OPERATORS.stream()
                    .filter(o -> source.startsWith(o, at))
                    .findFirst()
                    .orElseThrow(() -> error("unexpected character '" + c + "'."));
            balance(operator, open);
            add(Kind.OPERATOR, operator);
            at += operator.length();
        }
    }

    private static boolean isNamePart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private void balance(String operator, Deque<Character> open) {
        switch (operator) {
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "{" -> open.push('}');
            case ")", "]", "}" -> {
                if (open.isEmpty()) {
                    throw error("unexpected '" + operator + "'.");
                }
                char expected = open.pop();
                if (expected != operator.charAt(0)) {
                    throw error("unexpected '" + operator + "', expected '" + expected + "'.");
                }
            }
            default -> {}
        }
    }

    private void string(char quote) {
        int from = ++at;
        while (at < source.length() && source.charAt(at) != quote) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= source.length()) {
            throw error("a string is not closed.");
        }
        try {
            add(Kind.STRING, Strings.unescape(source.substring(from, at)));
        } catch (Fault e) {
            throw error(e.getMessage());
        }
        at++;
    }

    private void add(Kind kind, Object value) {
        countLines();
        tokens.add(new Token(kind, value, line));
    }

    private TemplateException error(String message) {
        countLines();
        return new TemplateException(message, line);
    }

    private void countLines() {
        for (; lineCountedTo < Math.min(at, source.length()); lineCountedTo++) {
            if (source.charAt(lineCountedTo) == '\n') {
                line++;
            }
        }
    }
}
