package assay.show;

import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.Optional;

/** What {@code plot} draws: on a terminal with characters, and as a picture for the run's page. */
public final class Chart {
    private final Plot plot;

    private Chart(Plot plot) {
        this.plot = plot;
    }

    /**
     * A table's numbers over one of its columns, a list's over their index, a record's as bars, a tensor's as a curve or a
     * heat map; a {@link Failure} if the value cannot be drawn.
     *
     * @param by the column along the horizontal axis
     */
    public static Chart of(Value what, Optional<String> by) {
        return new Chart(PlotReader.read(what, by));
    }

    /** As text, without a line break at the end. */
    public String terminal(Look look) {
        return Line.render(
                switch (plot) {
                    case Plot.Curves curves -> CurvesText.lines(curves, look);
                    case Plot.Columns columns -> ColumnsText.lines(columns, look);
                    case Plot.Heat heat -> HeatText.lines(heat, look);
                },
                look.color());
    }

    /** As a self-contained SVG document that follows the reader's light or dark scheme. */
    public String svg() {
        return switch (plot) {
            case Plot.Curves curves -> CurvesSvg.document(curves);
            case Plot.Columns columns -> ColumnsSvg.document(columns);
            case Plot.Heat heat -> HeatSvg.document(heat);
        };
    }
}
