package assay.complete;

/**
 * The word or text at a place of a script, or the empty place where one could begin.
 *
 * @param start of the word
 * @param offset of the place in it
 * @param end behind the word
 */
record Word(String text, int start, int offset, int end) {
    static Word at(String text, int offset) {
        int start = offset;
        while (start > 0 && belongs(text, start - 1)) start--;
        int end = offset;
        while (start < offset && end < text.length() && belongs(text, end)) end++;
        return new Word(text, start, offset, end);
    }

    /** What stands in quotes, of which the first is at {@code quote}; up to the place if there is no other. */
    static Word quoted(String text, int quote, int offset) {
        int end = offset;
        while (end < text.length() && text.charAt(end) != '"' && !Character.isWhitespace(text.charAt(end))) end++;
        boolean closed = end < text.length() && text.charAt(end) == '"';
        return new Word(text, quote + 1, offset, closed ? end : offset);
    }

    /** What stands in quotes, and they. */
    Word withQuotes() {
        int close = text.startsWith("\"", end) ? 1 : 0;
        return new Word(text, start - 1, offset, end + close);
    }

    /** What is written of it before the place. */
    String begun() {
        return text.substring(start, offset);
    }

    /** The text with something else in its place. */
    String replaced(String by) {
        return text.substring(0, start) + by + text.substring(end);
    }

    boolean isNumber() {
        return start < offset && Character.isDigit(text.charAt(start));
    }

    /** Whether it stands behind the brace of a template hole, if it stands in a text. */
    boolean inHole() {
        boolean brace = start > 0 && text.charAt(start - 1) == '{';
        return brace && !(start > 1 && text.charAt(start - 2) == '\\');
    }

    private static boolean belongs(String text, int at) {
        char c = text.charAt(at);
        if (c != '-') return isLetter(c);
        return at > 0 && isLetter(text.charAt(at - 1)) && at + 1 < text.length() && isLetter(text.charAt(at + 1));
    }

    private static boolean isLetter(char c) {
        return c == '_'
                || Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
