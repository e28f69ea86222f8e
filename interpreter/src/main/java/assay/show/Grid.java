package assay.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Aligned columns that give way to each other until they fit; those that cannot are named below. */
record Grid(List<Column> columns, List<List<Line>> rows) {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    /** @param right numbers stand at the right of their column */
    record Column(String name, boolean right) {}

    List<Line> lines(int width) {
        int[] widths = new int[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = Glyphs.width(Glyphs.visible(columns.get(c).name()));
            for (List<Line> row : rows)
                widths[c] = Math.max(widths[c], row.get(c).width());
        }
        int kept = widths.length;
        while (kept > 1 && least(widths, kept) > width) kept--;
        shrink(widths, kept, width);
        List<Line> lines = new ArrayList<>();
        List<Line> names = columns.stream()
                .map(column -> Line.of(column.name(), Ink.FAINT))
                .toList();
        if (columns.stream().anyMatch(column -> !column.name().isEmpty())) lines.add(row(names, widths, kept));
        for (List<Line> row : rows) lines.add(row(row, widths, kept));
        if (kept < widths.length) {
            String missing = columns.subList(kept, widths.length).stream()
                    .map(Column::name)
                    .filter(name -> !name.isBlank())
                    .collect(Collectors.joining(", "));
            if (!missing.isEmpty())
                lines.add(Line.of("… not shown: " + missing, Ink.FAINT).cut(width));
        }
        return lines;
    }

    private int least(int[] widths, int kept) {
        int sum = GAP.length() * (kept - 1);
        for (int c = 0; c < kept; c++) sum += columns.get(c).right() ? widths[c] : Math.min(widths[c], NARROWEST);
        return sum;
    }

    /** Takes from the widest columns of text first, so that narrow ones stay whole. */
    private void shrink(int[] widths, int kept, int width) {
        int over = Arrays.stream(widths, 0, kept).sum() + GAP.length() * (kept - 1) - width;
        while (over > 0) {
            int widest = -1;
            for (int c = 0; c < kept; c++) {
                boolean gives = !columns.get(c).right() && widths[c] > NARROWEST;
                if (gives && (widest < 0 || widths[c] > widths[widest])) widest = c;
            }
            if (widest < 0) {
                widths[0] = Math.max(1, widths[0] - over);
                return;
            }
            widths[widest]--;
            over--;
        }
    }

    private Line row(List<Line> cells, int[] widths, int kept) {
        Line line = Line.EMPTY;
        for (int c = 0; c < kept; c++) {
            Line cell = cells.get(c).cut(widths[c]);
            if (c > 0) line = line.then(GAP);
            line = line.then(columns.get(c).right() ? cell.padLeft(widths[c]) : cell.padRight(widths[c]));
        }
        return line;
    }
}
