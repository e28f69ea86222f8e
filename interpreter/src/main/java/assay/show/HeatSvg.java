package assay.show;

/** A matrix as a picture. */
final class HeatSvg {
    private static final int MOST_ROWS = 96;
    private static final int MOST_COLUMNS = 128;
    private static final int LEFT = 64;
    private static final int TOP = 48;
    private static final int WIDE = Svg.WIDTH - LEFT - 24;
    private static final int KEY = 160;

    /** Dark blue to pale yellow, evenly brighter, so that it reads in grey and by those who confuse colours. */
    private static final int[][] RAMP = {
        {0x0b, 0x1f, 0x4b},
        {0x2e, 0x4a, 0x7d},
        {0x5d, 0x77, 0x86},
        {0x94, 0xa0, 0x78},
        {0xd2, 0xc5, 0x5e},
        {0xff, 0xee, 0x8c}
    };

    private HeatSvg() {}

    static String document(Plot.Heat plot) {
        Plot.Heat fit = Binned.of(plot, MOST_ROWS, MOST_COLUMNS);
        double cellWidth = (double) WIDE / fit.columns();
        double cellHeight = Math.clamp(cellWidth, 4, Math.max(4, Math.min(24, 420.0 / fit.rows())));
        double high = cellHeight * fit.rows();
        int height = (int) Math.ceil(TOP + high + 92);
        Svg svg = new Svg(height, plot.title(), plot.description());
        svg.text(16, 25, "start", "title", Glyphs.cut(Glyphs.visible(plot.title()), 80));
        Plot.Extent values = fit.values();
        double span = values.most() > values.least() ? values.most() - values.least() : 1;
        for (int r = 0; r < fit.rows(); r++) {
            for (int c = 0; c < fit.columns(); c++) {
                double value = fit.cells()[r * fit.columns() + c];
                if (!Double.isFinite(value)) continue;
                String color = color((value - values.least()) / span);
                svg.fill(LEFT + c * cellWidth, TOP + r * cellHeight, cellWidth + 0.3, cellHeight + 0.3, color);
            }
        }
        axes(plot, high, svg);
        key(values, TOP + high + 56, svg);
        return svg.document();
    }

    private static void axes(Plot.Heat plot, double high, Svg svg) {
        double bottom = TOP + high;
        svg.text(LEFT, bottom + 17, "start", "tick", "0");
        svg.text(LEFT + WIDE, bottom + 17, "end", "tick", Integer.toString(plot.columns() - 1));
        svg.text(LEFT + WIDE / 2.0, bottom + 17, "middle", "name", plot.across());
        svg.text(LEFT - 8, TOP + 10, "end", "tick", "0");
        if (plot.rows() > 1) svg.text(LEFT - 8, bottom, "end", "tick", Integer.toString(plot.rows() - 1));
        svg.upwards(22, TOP + high / 2, "name", plot.down());
    }

    private static void key(Plot.Extent values, double y, Svg svg) {
        int steps = 32;
        for (int i = 0; i < steps; i++) {
            double wide = (double) KEY / steps;
            svg.fill(LEFT + i * wide, y - 12, wide + 0.3, 12, color(i / (steps - 1.0)));
        }
        svg.text(LEFT, y + 16, "start", "tick", Digits.of(values.least()));
        svg.text(LEFT + KEY, y + 16, "end", "tick", Digits.of(values.most()));
    }

    private static String color(double fraction) {
        double place = Math.clamp(fraction, 0, 1) * (RAMP.length - 1);
        int from = (int) Math.min(place, RAMP.length - 2);
        int[] mixed = new int[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = (int) Math.round(RAMP[from][i] + (place - from) * (RAMP[from + 1][i] - RAMP[from][i]));
        }
        return "#%02x%02x%02x".formatted(mixed[0], mixed[1], mixed[2]);
    }
}
