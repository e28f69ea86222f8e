package assay.show;

import java.util.ArrayList;
import java.util.List;

/** A matrix as shades; cells that do not fit are averaged. */
final class HeatText {
    private static final String SHADES = " ·░▒▓█";
    private static final int MOST_ROWS = 32;
    private static final int MARGIN = 6;

    private HeatText() {}

    static List<Line> lines(Plot.Heat plot, Look look) {
        int wide = Math.max(1, Math.min((look.width() - MARGIN) / plot.columns(), 3));
        Plot.Heat fit = Binned.of(plot, MOST_ROWS, Math.max(1, (look.width() - MARGIN) / wide));
        Plot.Extent values = fit.values();
        double span = values.most() > values.least() ? values.most() - values.least() : 1;
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(plot.name(), Ink.STRONG)
                .then("  " + plot.down() + " down, " + plot.across() + " across", Ink.FAINT)
                .cut(look.width()));
        for (int r = 0; r < fit.rows(); r++) {
            Line line = Line.of(Integer.toString(r * plot.rows() / fit.rows()), Ink.FAINT)
                    .padLeft(MARGIN - 2)
                    .then("  ");
            StringBuilder cells = new StringBuilder();
            for (int c = 0; c < fit.columns(); c++) {
                double value = fit.cells()[r * fit.columns() + c];
                cells.append(shade((value - values.least()) / span).repeat(wide));
            }
            lines.add(line.then(cells.toString(), Ink.FIRST));
        }
        String key = Digits.of(values.least()) + " " + SHADES.substring(1) + " " + Digits.of(values.most());
        lines.add(Line.of(key, Ink.FAINT).indent(MARGIN).cut(look.width()));
        return lines;
    }

    private static String shade(double fraction) {
        if (Double.isNaN(fraction)) return "?";
        int level = 1 + (int) Math.min(SHADES.length() - 2, Math.floor(fraction * (SHADES.length() - 1)));
        return SHADES.substring(level, level + 1);
    }
}
