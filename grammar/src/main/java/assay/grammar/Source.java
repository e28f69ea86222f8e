package assay.grammar;

/** A named text with line and column arithmetic; columns are 1-based and count code points. */
public final class Source {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    /** A byte order mark at the start of {@code raw} is dropped. */
    public Source(String name, String raw) {
        String text = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        this.name = name;
        this.text = text;
        this.lineStarts = java.util.stream.IntStream.concat(
                        java.util.stream.IntStream.of(0),
                        java.util.stream.IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    /** The name shown to people: a file name, or {@code <repl>}. */
    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The 1-based line of an offset. */
    public int line(int offset) {
        int found = java.util.Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The 1-based column of an offset, in code points. */
    public int column(int offset) {
        return text.codePointCount(lineStarts[line(offset) - 1], offset) + 1;
    }

    /** How many {@code char}s stand before an offset on its line. */
    int columnOffset(int offset) {
        return offset - lineStarts[line(offset) - 1];
    }

    /** The text of a 1-based line, without its line break. */
    public String lineText(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        if (end > start && text.charAt(end - 1) == '\r') end--;
        return text.substring(start, end);
    }
}
