package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Point;
import assay.engine.model.Sequence;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Activations against a plain pass per prompt that listens to everything. */
class CaptureTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final int HIDDEN = QILIN.config().hiddenSize();
    private static final List<String> TEXTS =
            List.of("Grass is green.", "Blood", "The frog was small. ".repeat(40), "今天小明去了森林");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void holdsTheLastRowOfEveryPrompt(Point point) {
        Result result = capture(TEXTS).with("point", point.label).run();
        TensorValue tensor = tensor(result);
        int layers = Activations.layered(point) ? 6 : 1;
        assertThat(tensor.shape()).containsExactly(TEXTS.size(), layers, HIDDEN);
        for (int p = 0; p < TEXTS.size(); p++)
            for (int l = 0; l < layers; l++) {
                float[] all = plain(TEXTS.get(p), point, Activations.layered(point) ? l : -1);
                assertThat(vector(tensor, p * layers + l))
                        .isEqualTo(Arrays.copyOfRange(all, all.length - HIDDEN, all.length));
            }
    }

    @Test
    void takesTheLayersInTheOrderWritten() {
        TensorValue tensor =
                tensor(capture(TEXTS).with("layers", new int[] {4, 1}).run());
        TensorValue every = tensor(capture(TEXTS).run());
        assertThat(vector(tensor, 2)).isEqualTo(vector(every, 6 + 4));
        assertThat(vector(tensor, 3)).isEqualTo(vector(every, 6 + 1));
        Result range = capture(TEXTS).with("layers", new Value.Range(1, 3)).run();
        assertThat(tensor(range).shape()).containsExactly(4, 3, HIDDEN);
        assertThat(tensor(capture(TEXTS).with("layers", 5).run()).shape()).containsExactly(4, 1, HIDDEN);
    }

    @Test
    void allPositionsOfALongPromptAreThoseOfOnePass() {
        String text = TEXTS.get(2).repeat(4);
        Result result = capture(List.of(text))
                .with("positions", "all")
                .with("layers", 2)
                .run();
        float[] plain = plain(text, Point.RESID_POST, 2);
        assertThat(tensor(result).data()).isEqualTo(plain);
        assertThat(tensor(result).axes()).containsExactly("prompts", "layers", "positions", "hidden");
        int length = plain.length / HIDDEN;
        assertThat(length).isGreaterThan(512);
        assertThat(result.fields().get("forward_positions")).isEqualTo(Value.of(length));
    }

    @Test
    void aPositionCountsFromTheStartOrTheEnd() {
        float[] plain = plain(TEXTS.get(0), Point.RESID_POST, 0);
        assertThat(at(1)).isEqualTo(Arrays.copyOfRange(plain, HIDDEN, 2 * HIDDEN));
        assertThat(at(-2)).isEqualTo(Arrays.copyOfRange(plain, plain.length - 2 * HIDDEN, plain.length - HIDDEN));
    }

    @Test
    void theMeanIsOverAllPositions() {
        Result result =
                capture(TEXTS).with("positions", "mean").with("layers", 3).run();
        float[] plain = plain(TEXTS.get(2), Point.RESID_POST, 3);
        int length = plain.length / HIDDEN;
        float[] mean = vector(tensor(result), 2);
        for (int i = 0; i < HIDDEN; i++) {
            double sum = 0;
            for (int p = 0; p < length; p++) sum += plain[p * HIDDEN + i];
            assertThat((double) mean[i]).isCloseTo(sum / length, within(1e-6));
        }
    }

    @Test
    void normsAreThoseOfTheVectors() {
        Result result = capture(TEXTS).run();
        Table norms = (Table) result.fields().get("norms");
        assertThat(norms.size()).isEqualTo(TEXTS.size() * 6);
        double squares = 0;
        for (float x : vector(tensor(result), 6 + 4)) squares += x * x;
        Value.Rec row = norms.row(6 + 4);
        assertThat(row.fields().get("prompt")).isEqualTo(Value.of(1));
        assertThat(row.fields().get("layer")).isEqualTo(Value.of(4));
        assertThat(((Value.Num) row.fields().get("norm")).value()).isCloseTo(Math.sqrt(squares), within(1e-4));
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() ->
                        capture(TEXTS).with("layers", new Value.Range(4, 6)).run())
                .isInstanceOf(Failure.class)
                .hasMessage("the model qilin has no layer 6; its layers are 0 to 5");
        assertThatThrownBy(() -> capture(TEXTS).with("positions", "all").run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("needs inputs of equal length");
        assertThatThrownBy(() -> capture(TEXTS).with("positions", 3).run())
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("input 1 has no position 3");
        assertThatThrownBy(() ->
                        capture(TEXTS).with("point", "embed").with("layers", 1).run())
                .isInstanceOf(Failure.class)
                .hasMessage("the hook point embed is in no layer; leave out `at`");
    }

    private static float[] at(int position) {
        return tensor(capture(List.of(TEXTS.get(0)))
                        .with("positions", position)
                        .with("layers", 0)
                        .run())
                .data();
    }

    private static Trial capture(List<String> texts) {
        return new Trial(new Capture(), QILIN).with("text", texts);
    }

    private static TensorValue tensor(Result result) {
        return (TensorValue) result.fields().get("activations");
    }

    private static float[] vector(TensorValue tensor, int index) {
        return Arrays.copyOfRange(tensor.data(), index * HIDDEN, (index + 1) * HIDDEN);
    }

    /** [positions, hidden] of a prompt read in one pass of its own. */
    private static float[] plain(String text, Point point, int layer) {
        float[][] found = new float[1][];
        int[] ids = QILIN.tokenizer().encode(text, true);
        try (KvCache cache = QILIN.cache();
                Pass pass = QILIN.forward(List.of(new Sequence(cache, ids)), (where, at, x) -> {
                    if (where == point && at == layer) found[0] = x.floats();
                    return x;
                })) {
            assertThat(pass.positions()).isEqualTo(ids.length);
        }
        return found[0];
    }
}
