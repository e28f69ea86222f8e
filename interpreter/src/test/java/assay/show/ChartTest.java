package assay.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {

    /** A well-formed picture that names itself and needs nothing from elsewhere. */
    static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getAttribute("aria-labelledby"))
                .isEqualTo("title desc");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .isNotBlank();
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).doesNotContain("href", "url(", "NaN", "Infinity").contains("prefers-color-scheme: dark");
        return document;
    }

    @Test
    void picturesAreWellFormed() throws Exception {
        parse(Chart.of(Samples.accuracy(), Optional.of("layer")).svg());
        parse(Chart.of(Samples.accuracy(), Optional.empty()).svg());
        parse(Chart.of(Samples.tensor(), Optional.empty()).svg());
        Rows rows = new Rows("<name> & 'more'", "\"quoted\"")
                .add("<script>alert(1)</script>", 2)
                .add("]]>", -1);
        parse(Chart.of(rows.table(), Optional.empty()).svg());
    }

    @Test
    void aTextColumnTellsCurvesApart() {
        String chart = Chart.of(Samples.accuracy(), Optional.of("layer")).terminal(Look.plain(100));
        assertThat(chart).contains("o green->red", "x big->small", "layer");
    }

    @Test
    void manyPointsStaySmallPictures() throws Exception {
        List<Value> walk = IntStream.range(0, 200_000)
                .mapToObj(i -> Value.of(Math.sin(i / 5e3)))
                .toList();
        Chart chart = Chart.of(new Value.Listing(walk), Optional.empty());
        parse(chart.svg());
        assertThat(chart.svg().length()).isLessThan(60_000);
        assertThat(chart.terminal(Look.plain(80)).lines().count()).isLessThan(24);
    }

    @Test
    void spikesSurviveInLongCurves() {
        List<Value> flat = IntStream.range(0, 100_000)
                .mapToObj(i -> Value.of(i == 70_001 ? 5 : 0))
                .toList();
        String svg = Chart.of(new Value.Listing(flat), Optional.empty()).svg();
        String path = svg.lines()
                .filter(line -> line.contains("curve s0"))
                .findFirst()
                .orElseThrow();
        assertThat(path).containsPattern("L[0-9.]+ 44[ML' ]").doesNotContain("NaN");
    }

    @Test
    void saysWhatCouldBePlotted() {
        refuses(
                Value.of(3),
                Optional.empty(),
                "`plot` draws a table, a list of numbers, a record of numbers or a tensor, not 3");
        refuses(
                Samples.battle(),
                Optional.empty(),
                "the result of `battle` is more than one chart can show; plot one of its fields: insertions, mismatches, "
                        + "cells, runs, territory, comparisons");
        refuses(Table.of(List.of("a"), List.of()), Optional.empty(), "there is nothing to plot: the table has no rows");
        refuses(
                new Rows("name").add("x").table(),
                Optional.empty(),
                "`plot` needs a column of numbers; the columns are name");
        refuses(
                new Rows("x", "name").add(1, "x").table(),
                Optional.of("x"),
                "`plot` needs a column of numbers besides `x`; the columns are x, name");
        refuses(new Rows("x", "y").add(1, 1).table(), Optional.of("z"), "the table has no column `z`; it has x, y");
        refuses(
                new Value.Listing(List.of(Value.of(Double.NaN))),
                Optional.empty(),
                "there is nothing to plot: not one of the values is a finite number");
        refuses(
                new TensorValue("h", List.of("a", "b", "c"), new int[] {1, 1, 2}, new float[2]),
                Optional.empty(),
                "`plot` draws tensors with one or two axes, but h is [a 1 x b 1 x c 2]; choose one of its rows");
    }

    private static void refuses(Value value, Optional<String> by, String sentence) {
        assertThatThrownBy(() -> Chart.of(value, by))
                .isInstanceOf(Failure.class)
                .hasMessage(sentence);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void axesHoldTheirNumbers(
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double a,
            @ForAll @DoubleRange(min = 0, max = 1e9) double span,
            @ForAll @IntRange(min = 2, max = 12) int most) {
        Assume.that(span > 1e-280 && span > Math.abs(a) * 1e-8);
        Ticks around = Ticks.around(a, a + span, most);
        assertThat(around.least()).isLessThanOrEqualTo(a + 1e-6 * around.step());
        assertThat(around.most()).isGreaterThanOrEqualTo(a + span - 1e-6 * around.step());
        assertThat(around.count()).isBetween(2, Math.max(3, most));
        assertThat(around.labels()).doesNotHaveDuplicates();
        Ticks within = Ticks.within(a, a + span, most, 0);
        for (int i = 0; i < within.count(); i++)
            assertThat(within.place(within.at(i))).isBetween(-1e-6, 1 + 1e-6);
    }
}
