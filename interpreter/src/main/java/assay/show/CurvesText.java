package assay.show;

import java.util.ArrayList;
import java.util.List;

/** Curves drawn with braille dots, axes and ticks around them. */
final class CurvesText {
    private static final int WIDEST = 100;
    private static final int HIGHEST = 16;
    private static final int FEW_POINTS = 24;
    private static final int MARKS = 6;

    private CurvesText() {}

    static List<Line> lines(Plot.Curves plot, Look look) {
        int width = Math.min(look.width(), WIDEST);
        int rows = Math.clamp(width / 5, 6, HIGHEST);
        Ticks y = Ticks.around(plot.ys().least(), plot.ys().most(), rows / 2);
        List<String> labels = y.labels();
        int margin = labels.stream().mapToInt(String::length).max().orElse(0);
        int columns = width - margin - 2;
        Ticks x = Ticks.within(plot.xs().least(), plot.xs().most(), Math.max(2, columns / 8), plot.finest());
        Canvas canvas = new Canvas(columns, rows);
        for (int i = 0; i < plot.series().size(); i++)
            draw(plot.series().get(i), plot.joined(), SeriesStyle.of(i), x, y, canvas);
        List<Line> lines = new ArrayList<>();
        lines.addAll(Prose.lines(legend(plot), width));
        String[] left = new String[rows];
        for (int tick = 0; tick < y.count(); tick++) {
            int row = rows - 1 - (int) Math.round(y.place(y.at(tick)) * (rows - 1));
            left[row] = labels.get(tick);
        }
        List<Line> picture = canvas.lines();
        for (int row = 0; row < rows; row++) {
            boolean tick = left[row] != null;
            Line label = Line.of(tick ? left[row] : "", Ink.FAINT).padLeft(margin);
            lines.add(label.then(tick ? " ┤" : " │", Ink.FAINT).then(picture.get(row)));
        }
        lines.addAll(below(x, plot.x(), margin, columns));
        return lines;
    }

    private static void draw(Plot.Series series, boolean joined, SeriesStyle style, Ticks x, Ticks y, Canvas canvas) {
        int n = series.xs().length;
        int lastX = -1;
        int lastY = -1;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(series.ys()[i]) || !Double.isFinite(series.xs()[i])) {
                lastX = -1;
                continue;
            }
            int px = (int) Math.round(x.place(series.xs()[i]) * (canvas.width() - 1));
            int py = (int) Math.round(y.place(series.ys()[i]) * (canvas.height() - 1));
            if (joined && lastX >= 0) canvas.line(lastX, lastY, px, py, style.ink);
            canvas.dot(px, py, style.ink);
            boolean marked = !joined || n <= FEW_POINTS || i % Math.ceilDiv(n, MARKS) == n / (2 * MARKS);
            if (marked) canvas.mark(px, py, style.mark, style.ink);
            lastX = px;
            lastY = py;
        }
    }

    private static Line legend(Plot.Curves plot) {
        Line legend = Line.EMPTY;
        for (int i = 0; i < plot.series().size(); i++) {
            SeriesStyle style = SeriesStyle.of(i);
            legend = legend.then(style.mark + " " + plot.series().get(i).name() + "   ", style.ink);
        }
        return legend;
    }

    private static List<Line> below(Ticks x, String name, int margin, int columns) {
        StringBuilder axis = new StringBuilder("─".repeat(columns));
        StringBuilder numbers = new StringBuilder(" ".repeat(columns + margin + 2));
        List<String> labels = x.labels();
        int free = 0;
        for (int tick = 0; tick < x.count(); tick++) {
            int column = (int) Math.round(x.place(x.at(tick)) * (columns - 1));
            axis.setCharAt(column, '┬');
            String label = labels.get(tick);
            int from = Math.min(margin + 2 + column - label.length() / 2, numbers.length() - label.length());
            if (from < free) continue;
            numbers.replace(from, from + label.length(), label);
            free = from + label.length() + 1;
        }
        return List.of(
                Line.of(" ".repeat(margin) + " └" + axis, Ink.FAINT),
                Line.of(numbers.toString(), Ink.FAINT),
                Line.of(name).padLeft(margin + 2 + (columns + Glyphs.width(name)) / 2));
    }
}
