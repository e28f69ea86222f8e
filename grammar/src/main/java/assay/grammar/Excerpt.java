package assay.grammar;

/** One problem as text: its place and title, the line of the script with a caret below, and the notes. */
record Excerpt(Problem problem, boolean colour) {
    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String BLUE = "\u001B[1;34m";
    private static final String PLAIN = "\u001B[0m";

    /** Longer lines are cut around the place, so that a script of one line stays readable. */
    private static final int WIDEST = 160;

    private static final int TAB = 4;

    @Override
    public String toString() {
        Source source = problem.source();
        Span span = problem.span();
        boolean error = problem.severity() == Problem.Severity.ERROR;
        int line = source.line(span.start());
        String number = Integer.toString(line);
        String margin = " ".repeat(number.length() + 3);
        StringBuilder out = new StringBuilder();
        out.append(spaced(source.name())).append(':').append(line).append(':').append(source.column(span.start()));
        out.append(": ").append(paint(error ? "error" : "warning", error ? RED : YELLOW));
        out.append(": ").append(spaced(problem.title())).append('\n');

        String text = source.lineText(line);
        int from = Math.min(source.columnOffset(span.start()), text.length());
        int to = Math.clamp(from + (long) span.end() - span.start(), from, text.length());
        int cutFrom = text.length() <= WIDEST ? 0 : boundary(text, Math.max(0, from - WIDEST / 2));
        int cutTo = text.length() <= WIDEST ? text.length() : boundary(text, Math.min(text.length(), cutFrom + WIDEST));
        String before = (cutFrom > 0 ? "..." : "") + text.substring(cutFrom, from);
        String marked = text.substring(from, Math.min(to, cutTo));
        String after = text.substring(from + marked.length(), cutTo) + (cutTo < text.length() ? "..." : "");

        int column = width(before, 0);
        int length = Math.max(1, width(marked, column) - column);
        out.append(paint("  " + number + " | ", BLUE))
                .append(spaced(before + marked + after))
                .append('\n');
        out.append(paint(margin + "| ", BLUE)).append(" ".repeat(column));
        out.append(paint(
                "^".repeat(length) + (problem.label().isEmpty() ? "" : " " + spaced(problem.label())),
                error ? RED : YELLOW));
        out.append('\n');
        for (String note : problem.notes())
            out.append(paint(margin + "= ", BLUE)).append(spaced(note)).append('\n');
        return out.toString();
    }

    private String paint(String text, String paint) {
        return colour ? paint + text + PLAIN : text;
    }

    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** The column after {@code text} on a terminal, when it begins at {@code column}. */
    private static int width(String text, int column) {
        return text.codePoints().reduce(column, (at, point) -> at + (point == '\t' ? TAB - at % TAB : cells(point)));
    }

    /** Tabs as blanks, and nothing that could move the cursor or colour the terminal. */
    private static String spaced(String text) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int point : text.codePoints().toArray()) {
            int next = point == '\t' ? column + TAB - column % TAB : column + cells(point);
            if (point == '\t') out.repeat(' ', next - column);
            else if (Character.isISOControl(point) || unpaired(point)) out.append('\uFFFD');
            else if (cells(point) > 0 || Character.getType(point) != Character.FORMAT) out.appendCodePoint(point);
            column = next;
        }
        return out.toString();
    }

    private static boolean unpaired(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /** How many cells of a terminal a character takes. */
    private static int cells(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT)
            return 0;
        boolean wide = point >= 0x1100
                && (point <= 0x115F
                        || point >= 0x2E80 && point <= 0xA4CF && point != 0x303F
                        || point >= 0xAC00 && point <= 0xD7A3
                        || point >= 0xF900 && point <= 0xFAFF
                        || point >= 0xFE30 && point <= 0xFE6F
                        || point >= 0xFF00 && point <= 0xFF60
                        || point >= 0xFFE0 && point <= 0xFFE6
                        || point >= 0x1F300 && point <= 0x1FAFF
                        || point >= 0x20000 && point <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
