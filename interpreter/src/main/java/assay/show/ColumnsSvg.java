package assay.show;

import java.util.List;

/** Bars as a picture: one under the other, so that their names can be read. */
final class ColumnsSvg {
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 36;
    private static final double THICK = 14;
    private static final double NUMBERS = 64;

    private ColumnsSvg() {}

    static String document(Plot.Columns plot) {
        int shown = Math.min(plot.categories().size(), MOST);
        int several = plot.series().size();
        double group = THICK * several + 8;
        int legendRows = several < 2 ? 0 : Math.ceilDiv(several, 3);
        int height = (int) Math.ceil(44 + 22 * legendRows + group * shown + 40);
        Svg svg = new Svg(height, plot.title(), plot.description());
        svg.text(16, 25, "start", "title", Glyphs.cut(Glyphs.visible(plot.title()), 80));
        double top = Legend.draw(plot.series(), false, svg);
        List<String> names = plot.categories().subList(0, shown).stream()
                .map(name -> Glyphs.cut(Glyphs.visible(name), LONGEST_NAME))
                .toList();
        double left =
                28 + Svg.COLUMN * names.stream().mapToInt(Glyphs::width).max().orElse(0);
        double width = Svg.WIDTH - left - NUMBERS;
        Plot.Extent values = plot.values();
        double least = Math.min(0, values.least());
        double span = Math.max(Math.max(0, values.most()) - least, Double.MIN_NORMAL);
        double zero = left - least / span * width;
        for (int i = 0; i < shown; i++) {
            double y = top + i * group;
            svg.text(left - 8, y + group / 2, "end", "name", names.get(i));
            for (int s = 0; s < several; s++) {
                double value = plot.series().get(s).ys()[i];
                if (!Double.isFinite(value)) continue;
                double length = Math.abs(value) / span * width;
                double row = y + s * THICK;
                String hint = names.get(i) + " " + plot.series().get(s).name() + " " + Digits.of(value);
                svg.box(
                        value < 0 ? zero - length : zero,
                        row,
                        length,
                        THICK - 3,
                        "f" + SeriesStyle.of(s).ordinal(),
                        hint);
                svg.text(zero + (value < 0 ? 4 : length + 5), row + THICK - 4, "start", "tick", Digits.of(value));
            }
        }
        svg.line(zero, top - 4, zero, top + shown * group, "axis");
        if (shown < plot.categories().size()) {
            String more = "and " + (plot.categories().size() - shown) + " more";
            svg.text(left, top + shown * group + 18, "start", "tick", more);
        }
        return svg.document();
    }
}
