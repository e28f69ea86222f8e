package assay.lsp;

import java.util.regex.Pattern;

/**
 * The word at a place of a script, or the empty place where one could begin.
 *
 * @param start of the word
 * @param end behind it
 */
record Cursor(String text, int start, int end, Inside inside) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*(-[\\p{L}\\p{M}\\p{N}_]+)*");

    enum Inside {
        CODE,
        TEXT,
        COMMENT
    }

    static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    static Cursor at(String text, int offset) {
        int start = offset;
        while (start > 0 && belongs(text.charAt(start - 1))) start--;
        while (start < offset && !begins(text.charAt(start))) start++;
        int end = offset;
        while (end < text.length() && start < end && belongs(text.charAt(end))) end++;
        return new Cursor(text, start, end, inside(text, offset));
    }

    private static boolean belongs(char c) {
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || c == '_'
                || c == '-';
    }

    private static boolean begins(char c) {
        return Character.isLetter(c) || Character.isHighSurrogate(c) || c == '_';
    }

    /** Behind a number no word can begin. */
    boolean behindNumber() {
        return start > 0 && Character.isDigit(text.charAt(start - 1));
    }

    boolean behindDot() {
        return start > 0 && text.charAt(start - 1) == '.' && !(start > 1 && text.charAt(start - 2) == '.');
    }

    /** Whether a hole of a text has been opened and not been closed. */
    boolean inHole() {
        return start > 0 && text.charAt(start - 1) == '{';
    }

    /** The word, or the sign, before this one on its line; empty at the start of a line. */
    String before() {
        int begin = start == 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
        String line = text.substring(begin, start).stripTrailing();
        int from = line.length();
        while (from > 0 && belongs(line.charAt(from - 1))) from--;
        return from < line.length() ? line.substring(from) : line.isEmpty() ? "" : line.substring(from - 1);
    }

    /** What stands where, told from the start of the script. */
    private static Inside inside(String text, int offset) {
        int i = 0;
        while (i < offset) {
            char c = text.charAt(i);
            if (c == '#') {
                int line = text.indexOf('\n', i);
                if (line < 0 || line >= offset) return Inside.COMMENT;
                i = line;
            } else if (c == '"') {
                int close = close(text, i);
                if (offset < close || close < 0) return Inside.TEXT;
                i = close;
            } else {
                i++;
            }
        }
        return Inside.CODE;
    }

    /** The offset behind a text that begins at {@code i}; -1 if the script ends before. */
    private static int close(String text, int i) {
        boolean block = text.startsWith("\"\"\"", i);
        int at = i + (block ? 3 : 1);
        while (at < text.length()) {
            if (text.charAt(at) == '\\') at += 2;
            else if (block ? text.startsWith("\"\"\"", at) : text.charAt(at) == '"') return at + (block ? 3 : 1);
            else if (!block && text.charAt(at) == '\n') return at + 1;
            else at++;
        }
        return -1;
    }
}
