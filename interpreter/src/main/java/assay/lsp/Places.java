package assay.lsp;

import assay.grammar.Span;
import java.util.Arrays;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * Offsets of a script as the protocol's lines and columns, both from 0; a column counts UTF-16 units, as {@code char}s
 * do. A line ends in {@code \n}, {@code \r\n} or a lone {@code \r}.
 */
final class Places {
    /** The length of a byte order mark in front of the script, which the protocol counts and a script does not. */
    private final int mark;

    private final String text;
    private final int[] starts;

    /** @param text as the editor holds it */
    Places(String text) {
        this.text = text;
        this.mark = text.startsWith("\uFEFF") ? 1 : 0;
        int[] found = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            boolean ends = text.charAt(i) == '\n' || text.charAt(i) == '\r' && !follows(i, '\n');
            if (!ends) continue;
            if (lines == found.length) found = Arrays.copyOf(found, 2 * lines);
            found[lines++] = i + 1;
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    private boolean follows(int i, char c) {
        return i + 1 < text.length() && text.charAt(i + 1) == c;
    }

    Position position(int offset) {
        int at = Math.clamp(offset + mark, 0, text.length());
        int found = Arrays.binarySearch(starts, at);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line, at - starts[line]);
    }

    Range range(Span span) {
        return new Range(position(span.start()), position(span.end()));
    }

    Range whole() {
        return new Range(new Position(0, 0), position(text.length()));
    }

    /** The offset of a place; a column behind the end of its line is that end, a line behind the last one the last. */
    int offset(Position position) {
        return Math.max(0, raw(position) - mark);
    }

    private int raw(Position position) {
        if (position.getLine() < 0) return 0;
        if (position.getLine() >= starts.length) return text.length();
        int start = starts[position.getLine()];
        int end = position.getLine() + 1 < starts.length ? starts[position.getLine() + 1] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) end--;
        return Math.clamp((long) start + position.getCharacter(), start, end);
    }

    /** The text with a stretch of it replaced. */
    String replaced(Range range, String by) {
        int from = raw(range.getStart());
        int to = Math.max(from, raw(range.getEnd()));
        return text.substring(0, from) + by + text.substring(to);
    }
}
