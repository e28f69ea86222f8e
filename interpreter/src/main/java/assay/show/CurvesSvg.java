package assay.show;

import java.util.List;

/** Curves as a picture. */
final class CurvesSvg {
    private static final int HEIGHT = 420;
    private static final int TOP = 44;
    private static final int BOTTOM = 52;
    private static final int RIGHT = 24;
    private static final int MOST_POINTS = 1500;
    private static final int MARKS = 12;

    private CurvesSvg() {}

    static String document(Plot.Curves plot) {
        Svg svg = new Svg(HEIGHT, plot.title(), plot.description());
        svg.text(16, 25, "start", "title", Glyphs.cut(Glyphs.visible(plot.title()), 80));
        int top = Legend.draw(plot.series(), true, svg);
        Ticks y = Ticks.around(plot.ys().least(), plot.ys().most(), 7);
        Ticks x = Ticks.within(plot.xs().least(), plot.xs().most(), 10, plot.finest());
        List<String> labels = y.labels();
        double left =
                24 + Svg.COLUMN * labels.stream().mapToInt(String::length).max().orElse(0);
        Area area = new Area(left, top, Svg.WIDTH - RIGHT - left, HEIGHT - BOTTOM - top, x, y);
        axes(area, labels, plot.x(), svg);
        for (int i = 0; i < plot.series().size(); i++) curve(plot.series().get(i), plot.joined(), i, area, svg);
        return svg.document();
    }

    /** Where numbers lie on the picture. */
    private record Area(double left, double top, double width, double height, Ticks xs, Ticks ys) {
        double x(double value) {
            return left + xs.place(value) * width;
        }

        double y(double value) {
            return top + (1 - ys.place(value)) * height;
        }
    }

    private static void axes(Area area, List<String> labels, String name, Svg svg) {
        for (int i = 0; i < area.ys().count(); i++) {
            double y = area.y(area.ys().at(i));
            svg.line(area.left(), y, area.left() + area.width(), y, "rule");
            svg.text(area.left() - 8, y + 4, "end", "tick", labels.get(i));
        }
        double base = area.top() + area.height();
        svg.line(area.left(), base, area.left() + area.width(), base, "axis");
        List<String> below = area.xs().labels();
        for (int i = 0; i < area.xs().count(); i++) {
            double x = area.x(area.xs().at(i));
            svg.line(x, base, x, base + 5, "axis");
            svg.text(x, base + 19, "middle", "tick", below.get(i));
        }
        svg.text(area.left() + area.width() / 2, base + 40, "middle", "name", name);
    }

    private static void curve(Plot.Series full, boolean joined, int index, Area area, Svg svg) {
        SeriesStyle style = SeriesStyle.of(index);
        Plot.Series series = Thinned.of(full, MOST_POINTS);
        int n = series.xs().length;
        int every = joined ? Math.max(1, Math.ceilDiv(n, MARKS)) : 1;
        StringBuilder path = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(series.xs()[i]) || !Double.isFinite(series.ys()[i])) {
                pen = false;
                continue;
            }
            double x = area.x(series.xs()[i]);
            double y = area.y(series.ys()[i]);
            path.append(pen ? 'L' : 'M').append(Svg.at(x)).append(' ').append(Svg.at(y));
            pen = true;
            if (i % every == 0) marks.append(Legend.mark(style, x, y));
        }
        if (joined) svg.path(path.toString(), "curve s" + style.ordinal());
        if (!marks.isEmpty()) svg.path(marks.toString(), "mark s" + style.ordinal());
    }
}
