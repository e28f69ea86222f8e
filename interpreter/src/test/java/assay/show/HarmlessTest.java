package assay.show;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lib.value.Rows;
import assay.lib.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

/** Whatever a tokenizer or file holds, a view is text that moves nothing and fits. */
class HarmlessTest {
    private static final Show SHOW = new Show(List.of());

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void textsNeverReachTheTerminalAsCommands(
            @ForAll @NotEmpty List<String> texts, @ForAll @IntRange(min = 20, max = 130) int width) {
        for (Value value : holding(texts)) {
            String plain = SHOW.text(value, Look.plain(width));
            assertThat(plain.replace("\n", "").codePoints()).allSatisfy(HarmlessTest::isHarmless);
            assertThat(plain.lines())
                    .allSatisfy(line -> assertThat(Glyphs.width(line)).isLessThanOrEqualTo(width));
            String colored = SHOW.text(value, new Look(width, true, 10));
            assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(String::stripTrailing))
                    .containsExactlyElementsOf(plain.lines().toList());
        }
    }

    private static List<Value> holding(List<String> texts) {
        Rows table = new Rows("text", "n");
        for (int i = 0; i < texts.size(); i++) table.add(texts.get(i), i);
        List<Value> values = texts.stream().map(Value::of).toList();
        return List.of(
                values.getFirst(),
                new Value.Listing(values),
                new Value.Rec(Map.of(texts.getFirst(), values.getFirst(), "name", values.getLast())),
                table.table(),
                Samples.answer(texts.getFirst()),
                Samples.answers("generate", texts, texts, 1),
                Samples.battle(texts));
    }

    private static void isHarmless(int point) {
        assertThat(Character.isISOControl(point)).isFalse();
        boolean bidi = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        assertThat(bidi).isFalse();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void cuttingKeepsTheWidth(@ForAll String text, @ForAll @IntRange(max = 60) int width) {
        String visible = Glyphs.visible(text);
        String cut = Glyphs.cut(visible, width);
        assertThat(Glyphs.width(cut)).isLessThanOrEqualTo(width);
        if (Glyphs.width(visible) <= width) assertThat(cut).isEqualTo(visible);
        assertThat(String.join("", Glyphs.clusters(visible))).isEqualTo(visible);
        assertThat(Glyphs.clusters(visible))
                .allSatisfy(cluster -> assertThat(Glyphs.visible(cluster)).isEqualTo(cluster));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void chartsAreHarmlessToo(@ForAll @NotEmpty List<String> texts, @ForAll double[] numbers) throws Exception {
        Rows table = new Rows("name", "value");
        table.add("one", 1);
        for (int i = 0; i < Math.min(texts.size(), numbers.length); i++) table.add(texts.get(i), numbers[i]);
        Chart chart = Chart.of(table.table(), Optional.of("name"));
        assertThat(chart.terminal(Look.plain(60)).replace("\n", "").codePoints())
                .allSatisfy(HarmlessTest::isHarmless);
        ChartTest.parse(chart.svg());
    }
}
