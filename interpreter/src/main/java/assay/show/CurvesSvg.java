package assay.show;

import java.util.ArrayList;
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
        int top = legend(plot.series(), svg);
        Ticks y = Ticks.covering(plot.ys().least(), plot.ys().most(), 7);
        Ticks x = Ticks.covering(plot.xs().least(), plot.xs().most(), 10);
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

    /** Marks and names above the picture, in as many rows as they need; where the picture begins. */
    static int legend(List<Plot.Series> series, Svg svg) {
        if (series.size() < 2) return TOP;
        double x = 16;
        int y = TOP + 6;
        for (int i = 0; i < series.size(); i++) {
            String name = Glyphs.cut(Glyphs.visible(series.get(i).name()), 40);
            double wide = 40 + Svg.COLUMN * Glyphs.width(name);
            if (x + wide > Svg.WIDTH - 16 && x > 16) {
                x = 16;
                y += 20;
            }
            svg.path("M" + Svg.at(x) + " " + (y - 4) + "h22", "curve s" + style(i).ordinal());
            svg.path(mark(style(i), x + 11, y - 4), "mark s" + style(i).ordinal());
            svg.text(x + 28, y, "start", "name", name);
            x += wide + 8;
        }
        return y + 20;
    }

    private static SeriesStyle style(int series) {
        return SeriesStyle.of(series);
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

    private static void curve(Plot.Series series, boolean joined, int index, Area area, Svg svg) {
        SeriesStyle style = style(index);
        int n = series.xs().length;
        int stride = Math.max(1, Math.ceilDiv(n, MOST_POINTS));
        int every = joined ? Math.max(1, Math.ceilDiv(n, MARKS)) : stride;
        StringBuilder path = new StringBuilder();
        List<String> marks = new ArrayList<>();
        boolean pen = false;
        for (int i = 0; i < n; i += stride) {
            if (!Double.isFinite(series.xs()[i]) || !Double.isFinite(series.ys()[i])) {
                pen = false;
                continue;
            }
            double x = area.x(series.xs()[i]);
            double y = area.y(series.ys()[i]);
            path.append(pen ? 'L' : 'M').append(Svg.at(x)).append(' ').append(Svg.at(y));
            pen = true;
            if (i % every < stride) marks.add(mark(style, x, y));
        }
        if (joined) svg.path(path.toString(), "curve s" + style.ordinal());
        if (!marks.isEmpty()) svg.path(String.join("", marks), "mark s" + style.ordinal());
    }

    /** A small shape of its own for every style, as path data. */
    private static String mark(SeriesStyle style, double x, double y) {
        String at = "M" + Svg.at(x) + " " + Svg.at(y);
        return switch (style) {
            case BLUE -> at + "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z";
            case ORANGE -> at + "m-3 -3l6 6m-6 0l6 -6";
            case GREEN -> at + "m-4 0h8m-4 -4v8";
            case PINK -> at + "m0 -4l4 7h-8z";
            case YELLOW -> at + "m-3 -3h6v6h-6z";
            case GRAY -> at + "m0 -4l4 4l-4 4l-4 -4z";
        };
    }
}
