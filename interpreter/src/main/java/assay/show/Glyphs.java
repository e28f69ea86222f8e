package assay.show;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/** Text as a terminal shows it: whatever could move the cursor or hide is spelled out, and widths are in columns. */
public final class Glyphs {
    static final String MORE = "…";

    private static final int MOST_MARKS = 12;
    private static final int JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final String DOTTED_CIRCLE = "◌";

    private Glyphs() {}

    /**
     * The text with control, format, private and lone surrogate characters written as in a script's strings. Text that is
     * visible, and any of its {@link #clusters}, stays as it is.
     */
    public static String visible(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) return text;
        StringBuilder visible = new StringBuilder();
        for (String cluster : clusters(text)) spell(cluster, visible);
        return visible.toString();
    }

    private static void spell(String cluster, StringBuilder out) {
        int[] points = cluster.codePoints().toArray();
        boolean emoji = Character.isExtendedPictographic(points[0]);
        boolean leans = isMark(points[0]);
        boolean carried = leans && clusters(DOTTED_CIRCLE + cluster).size() == 1;
        if (carried) out.append(DOTTED_CIRCLE);
        for (int i = 0; i < points.length; i++) {
            if (i == MOST_MARKS) {
                out.append(MORE);
                return;
            }
            boolean joins = points[i] == JOINER && emoji && i + 1 < points.length;
            boolean safe = joins || isSafe(points[i]);
            if (!safe || i == 0 && leans && !carried) out.append(escape(points[i]));
            else out.appendCodePoint(points[i]);
        }
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A character as it is written in a script's strings. */
    static String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> "\\u{" + Integer.toHexString(point).toUpperCase(Locale.ROOT) + "}";
        };
    }

    /** Columns that text made {@link #visible} takes. */
    public static int width(String visible) {
        if (visible.chars().allMatch(c -> c >= ' ' && c < 0x7f)) return visible.length();
        return clusters(visible).stream().mapToInt(Glyphs::columns).sum();
    }

    private static int columns(String cluster) {
        int[] points = cluster.codePoints().toArray();
        int sum = 0;
        for (int point : points) {
            if (point == EMOJI_STYLE) return 2;
            sum += Math.max(0, WCWidth.wcwidth(point));
        }
        boolean joined = Character.isEmoji(points[0]) && points.length > 1;
        return joined ? Math.min(sum, 2) : sum;
    }

    /** At most {@code width} columns of visible text, the last one {@code …} if there was more. */
    public static String cut(String visible, int width) {
        if (clip(visible, width).length() == visible.length()) return visible;
        return width < 1 ? "" : clip(visible, width - 1) + MORE;
    }

    /** As many whole characters as fit into {@code width} columns. */
    static String clip(String visible, int width) {
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(visible);
        int used = 0;
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            used += columns(visible.substring(from, to));
            if (used > width) return visible.substring(0, from);
        }
        return visible;
    }

    /** What people take for one character each. */
    static List<String> clusters(String text) {
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> clusters = new ArrayList<>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            clusters.add(text.substring(from, to));
        }
        return clusters;
    }
}
