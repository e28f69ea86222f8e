package assay.engine.text.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Python does with strings and Java does otherwise. Lengths and indices count characters, not UTF-16 units. */
final class Strings {
    private Strings() {}

    static boolean isSpace(int c) {
        return c >= 0x09 && c <= 0x0d || c >= 0x1c && c <= 0x1f || c == 0x85 || Character.isSpaceChar(c);
    }

    static boolean isBlank(String text) {
        return text.chars().allMatch(Strings::isSpace);
    }

    /** @param characters to take off; null for white space */
    static String stripLeft(String text, String characters) {
        int from = 0;
        while (from < text.length() && strips(text.codePointAt(from), characters)) {
            from += Character.charCount(text.codePointAt(from));
        }
        return text.substring(from);
    }

    /** @param characters to take off; null for white space */
    static String stripRight(String text, String characters) {
        int to = text.length();
        while (to > 0 && strips(text.codePointBefore(to), characters)) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(0, to);
    }

    static String strip(String text, String characters) {
        return stripLeft(stripRight(text, characters), characters);
    }

    private static boolean strips(int c, String characters) {
        return characters == null ? isSpace(c) : characters.indexOf(c) >= 0;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The characters, each a string. */
    static List<Object> characters(String text) {
        List<Object> characters = new ArrayList<>(text.length());
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return titleCase(text.codePointAt(0)) + lower(text.substring(end));
    }

    private static String titleCase(int c) {
        int title = Character.toTitleCase(c);
        return title == c
                ? upper(Character.toString(c)).equals("SS") ? "Ss" : Character.toString(c)
                : Character.toString(title);
    }

    /** Python's own title(): a capital wherever a letter follows no letter. */
    static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            boolean cased = Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
            out.append(inside ? lower(Character.toString(c)) : titleCase(c));
            inside = cased;
        }
        return out.toString();
    }

    static int compare(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        // Surrogates stand for what lies above all else.
        char x = a.charAt(i);
        char y = b.charAt(i);
        boolean high = Character.isSurrogate(x) != Character.isSurrogate(y);
        return high ? Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y)) : Character.compare(x, y);
    }

    static List<Object> lines(String text, boolean keepEnds, Budget budget) {
        List<Object> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= 0x0a && c <= 0x0d || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029) {
                int end = c == '\r' && text.startsWith("\n", at + 1) ? at + 2 : at + 1;
                budget.step();
                lines.add(text.substring(from, keepEnds ? end : at));
                from = end;
                at = end - 1;
            }
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /** Splits at white space, at most {@code limit} times if that is not negative. */
    static List<Object> words(String text, int limit, Budget budget) {
        List<Object> words = new ArrayList<>();
        int at = skip(text, 0, true);
        while (at < text.length() && words.size() != limit) {
            int end = skip(text, at, false);
            budget.step();
            words.add(text.substring(at, end));
            at = skip(text, end, true);
        }
        if (at < text.length()) {
            words.add(stripRight(text.substring(at), null));
        }
        return words;
    }

    private static int skip(String text, int from, boolean spaces) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at)) == spaces) {
            at++;
        }
        return at;
    }

    /** Splits at white space from the right. */
    static List<Object> wordsFromRight(String text, int limit, Budget budget) {
        List<Object> words = new ArrayList<>();
        int end = skipBack(text, text.length(), true);
        while (end > 0 && words.size() != limit) {
            int begin = skipBack(text, end, false);
            budget.step();
            words.add(text.substring(begin, end));
            end = skipBack(text, begin, true);
        }
        if (end > 0) {
            words.add(stripLeft(text.substring(0, end), null));
        }
        return words.reversed();
    }

    private static int skipBack(String text, int to, boolean spaces) {
        int at = to;
        while (at > 0 && isSpace(text.charAt(at - 1)) == spaces) {
            at--;
        }
        return at;
    }

    /** A string literal's text without its quotes, escapes resolved as Python resolves them. */
    static String unescape(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < literal.length(); ) {
            char c = literal.charAt(at++);
            if (c != '\\' || at == literal.length()) {
                out.append(c);
                continue;
            }
            char escape = literal.charAt(at++);
            switch (escape) {
                case '\n' -> {}
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'v' -> out.append('\u000b');
                case 'a' -> out.append('\u0007');
                case '\\', '\'', '"' -> out.append(escape);
                case 'x' -> at = code(literal, at, 2, out);
                case 'u' -> at = code(literal, at, 4, out);
                case 'U' -> at = code(literal, at, 8, out);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    int end = at;
                    while (end < literal.length() && end < at + 2 && "01234567".indexOf(literal.charAt(end)) >= 0) {
                        end++;
                    }
                    out.append((char) Integer.parseInt(literal, at - 1, end, 8));
                    at = end;
                }
                case 'N' -> throw new Fault("the escape \\N{...} is not supported; write the character itself.");
                default -> out.append('\\').append(escape);
            }
        }
        return out.toString();
    }

    private static int code(String literal, int at, int length, StringBuilder out) {
        int code = 0;
        for (int i = at; i < at + length; i++) {
            int digit = i < literal.length() ? Character.digit(literal.charAt(i), 16) : -1;
            if (digit < 0 || code > 0x10ffff) {
                throw new Fault("an escape for a character needs " + length + " hexadecimal digits.");
            }
            code = code << 4 | digit;
        }
        if (!Character.isValidCodePoint(code)) {
            throw new Fault("an escape names a character beyond U+10FFFF.");
        }
        out.appendCodePoint(code);
        return at + length;
    }
}
