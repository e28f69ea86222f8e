package assay.show;

/** The text of a token where it stands alone, so that spaces matter. */
final class Token {
    private static final String SPACE = "·";
    private static final String NO_TEXT = "∅";

    private Token() {}

    /** Spaces at the ends are dots, and spaces other than the usual one are spelled out. */
    static String shown(String text) {
        if (text.isEmpty()) return NO_TEXT;
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') from++;
        while (to > from && text.charAt(to - 1) == ' ') to--;
        StringBuilder shown = new StringBuilder(SPACE.repeat(from));
        text.substring(from, to).codePoints().forEach(point -> {
            if (point != ' ' && Character.isSpaceChar(point)) shown.append(Glyphs.escape(point));
            else shown.appendCodePoint(point);
        });
        return shown.append(SPACE.repeat(text.length() - to)).toString();
    }
}
