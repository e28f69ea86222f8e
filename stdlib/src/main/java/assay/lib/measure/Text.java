package assay.lib.measure;

/** White space and length as Unicode has them. */
final class Text {
    private static final int NEXT_LINE = 0x85;

    private Text() {}

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    /** Without white space at both ends. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        // every white space character is one char
        while (from < to && isSpace(text.charAt(from))) from++;
        while (to > from && isSpace(text.charAt(to - 1))) to--;
        return text.substring(from, to);
    }

    /** In code points. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Runs of anything but white space. */
    static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = isSpace(text.charAt(i));
            if (!space && !inside) words++;
            inside = !space;
        }
        return words;
    }
}
