package assay.show;

import java.util.ArrayList;
import java.util.List;

/** Bars drawn with block characters, one line each. */
final class ColumnsText {
    private static final int MOST = 40;
    private static final int LONGEST_NAME = 24;

    private ColumnsText() {}

    static List<Line> lines(Plot.Columns plot, Look look) {
        int shown = Math.min(plot.categories().size(), MOST);
        int names = 0;
        for (String name : plot.categories().subList(0, shown)) {
            names = Math.max(names, Glyphs.width(Glyphs.visible(name)));
        }
        names = Math.min(names, Math.min(LONGEST_NAME, look.width() / 3));
        Plot.Extent values = plot.values();
        double least = Math.min(0, values.least());
        double most = Math.max(0, values.most());
        double span = most > least ? most - least : 1;
        int numbers = 10;
        int room = Math.max(4, Math.min(look.width(), 100) - names - numbers - 4);
        int below = (int) Math.round(-least / span * room);
        List<Line> lines = new ArrayList<>();
        if (plot.series().size() > 1) lines.addAll(Prose.lines(legend(plot), look.width()));
        for (int i = 0; i < shown; i++) {
            for (int s = 0; s < plot.series().size(); s++) {
                double value = plot.series().get(s).ys()[i];
                Line name = Line.of(s == 0 ? plot.categories().get(i) : "")
                        .cut(names)
                        .padRight(names);
                String mark = plot.series().size() > 1 ? " " + SeriesStyle.of(s).mark : "";
                lines.add(name.then(mark + " ")
                        .then(bar(value, span, room, below, SeriesStyle.of(s).ink))
                        .then(" " + Digits.of(value))
                        .cut(look.width()));
            }
        }
        if (shown < plot.categories().size()) {
            lines.add(Line.of("… " + (plot.categories().size() - shown) + " more", Ink.FAINT));
        }
        return lines;
    }

    private static Line bar(double value, double span, int room, int below, Ink ink) {
        if (!Double.isFinite(value)) return Line.of(" ".repeat(below));
        if (value >= 0) return Line.of(" ".repeat(below)).then(Bars.bar(value / span, room), ink);
        int length = Math.clamp(Math.round(-value / span * room), 1, Math.max(1, below));
        return Line.of(" ".repeat(Math.max(0, below - length))).then("█".repeat(length), ink);
    }

    private static Line legend(Plot.Columns plot) {
        Line legend = Line.EMPTY;
        for (int s = 0; s < plot.series().size(); s++) {
            SeriesStyle style = SeriesStyle.of(s);
            legend = legend.then(style.mark + " " + plot.series().get(s).name() + "   ", style.ink);
        }
        return legend;
    }
}
