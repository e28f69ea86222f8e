package assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/**
 * Apache ECharts as it goes into a page, from its jar on the class path: the build with lines, bars, points, the SVG renderer and
 * descriptions for screen readers, 0.7 MB. A page without a chart does without.
 */
final class ChartLibrary {
    /** The columns that curves go along, in the order in which they are looked for. */
    static final List<String> ALONG = List.of("layer", "alpha", "iteration", "step", "position", "epoch", "tokens");

    /** Columns of which any may make bars or intervals of a table; {@code bars.js} knows how. */
    private static final List<String> BARS = List.of("kept", "mean_a", "mode", "low");

    private static final String PLACE = "/META-INF/resources/webjars/echarts/%s/echarts.common.min.js";
    private static final String FACTS = "/META-INF/maven/org.webjars/echarts/pom.properties";

    private ChartLibrary() {}

    /** Whether anything in some results may become a chart: a table, or a list of records, with such columns. */
    static boolean neededFor(JsonNode value) {
        JsonNode columns = value.path("columns");
        if (value.path("rows").size() > 0 && columns.valueStream().anyMatch(name -> charted(name.asText())))
            return true;
        for (JsonNode part : value) {
            if (value.isArray() && part.propertyStream().anyMatch(field -> charted(field.getKey()))) return true;
            if (part.isContainerNode() && neededFor(part)) return true;
        }
        return false;
    }

    private static boolean charted(String column) {
        return ALONG.contains(column) || BARS.contains(column);
    }

    /** Its source with its licence on top, which nothing in it ends as the content of a script element. */
    static String text() {
        Properties facts = new Properties();
        try (InputStream in = ChartLibrary.class.getResourceAsStream(FACTS)) {
            facts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(PLACE.formatted(facts.getProperty("version")));
    }

    private static String read(String place) {
        try (InputStream in = ChartLibrary.class.getResourceAsStream(place)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
