package assay.show;

import java.util.List;

/** Which mark and colour stands for what, above a picture. */
final class Legend {
    private static final int TOP = 44;
    private static final int EDGE = 16;

    private Legend() {}

    /**
     * As many rows as the names need, none for a single series.
     *
     * @param curves whether the series are curves or bars
     * @return where the picture begins
     */
    static int draw(List<Plot.Series> series, boolean curves, Svg svg) {
        if (series.size() < 2) return TOP;
        double x = EDGE;
        int y = TOP + 6;
        for (int i = 0; i < series.size(); i++) {
            SeriesStyle style = SeriesStyle.of(i);
            String name = Glyphs.cut(Glyphs.visible(series.get(i).name()), 40);
            double wide = 40 + Svg.COLUMN * Glyphs.width(name);
            if (x + wide > Svg.WIDTH - EDGE && x > EDGE) {
                x = EDGE;
                y += 20;
            }
            if (curves) {
                svg.path("M" + Svg.at(x) + " " + (y - 4) + "h22", "curve s" + style.ordinal());
                svg.path(mark(style, x + 11, y - 4), "mark s" + style.ordinal());
            } else {
                svg.box(x + 8, y - 10, 12, 12, "f" + style.ordinal(), name);
            }
            svg.text(x + 28, y, "start", "name", name);
            x += wide + 8;
        }
        return y + 20;
    }

    /** A small shape of its own for every style, as path data. */
    static String mark(SeriesStyle style, double x, double y) {
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
