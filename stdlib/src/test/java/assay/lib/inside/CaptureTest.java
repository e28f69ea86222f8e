package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.Tensor;
import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Point;
import assay.engine.model.Sequence;
import assay.engine.model.Taps;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
    @EnumSource(
            value = Point.class,
            names = {"SCORES", "PATTERN"},
            mode = EnumSource.Mode.EXCLUDE)
    void holdsTheLastRowOfEveryPrompt(Point point) {
        Result result = capture(TEXTS).with("point", point.label).run();
        TensorValue tensor = tensor(result);
        int layers = point.layered() ? 6 : 1;
        int width = point.width.of(QILIN.config());
        assertThat(tensor.shape()).containsExactly(TEXTS.size(), layers, width);
        for (int p = 0; p < TEXTS.size(); p++)
            for (int l = 0; l < layers; l++) {
                float[] all = plain(TEXTS.get(p), point, point.layered() ? l : -1);
                int vector = p * layers + l;
                assertThat(Arrays.copyOfRange(tensor.data(), vector * width, (vector + 1) * width))
                        .isEqualTo(Arrays.copyOfRange(all, all.length - width, all.length));
            }
    }

    @Test
    void patternsAreSharesOfThePositionsBefore() {
        Result result = capture(List.of("Grass is green.", "Blood was red."))
                .with("point", "pattern")
                .with("layers", new int[] {5, 0})
                .with("positions", "all")
                .run();
        TensorValue tensor = tensor(result);
        assertThat(tensor.axes()).containsExactly("prompts", "layers", "heads", "positions", "keys");
        int n = tensor.shape()[4];
        assertThat(tensor.shape()).containsExactly(2, 2, 4, n, n);
        for (int row = 0; row < tensor.data().length / n; row++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                if (k > row % n) assertThat(tensor.data()[row * n + k]).isZero();
                sum += tensor.data()[row * n + k];
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
        float[] last = tensor(capture(List.of("Grass is green.", "Blood was red."))
                        .with("point", "blocks.0.attn.hook_pattern")
                        .run())
                .data();
        int firstOfLayer0 = (4 + 0) * n * n; // behind the four heads of layer 5
        assertThat(Arrays.copyOf(last, n))
                .isEqualTo(Arrays.copyOfRange(tensor.data(), firstOfLayer0 + (n - 1) * n, firstOfLayer0 + n * n));
    }

    @Test
    void aFullNameNamesItsLayer() {
        Result full = capture(TEXTS).with("point", "blocks.3.hook_resid_mid").run();
        Result split =
                capture(TEXTS).with("point", "resid_mid").with("layers", 3).run();
        assertThat(full.fields().get("activations")).isEqualTo(split.fields().get("activations"));
        assertThat(full.fields().get("hooks"))
                .isEqualTo(new Value.Listing(List.of(Value.of("blocks.3.hook_resid_mid"))));
        assertThatThrownBy(
                        () -> capture(TEXTS).with("point", "blocks.3.hook_mlp").run())
                .hasMessageStartingWith("there is no hook point `blocks.3.hook_mlp`; there are embed, resid_pre");
        assertThatThrownBy(() -> capture(TEXTS)
                        .with("point", "blocks.3.hook_resid_mid")
                        .with("layers", 1)
                        .run())
                .hasMessage("the hook point blocks.3.hook_resid_mid names its layer; leave out `at`");
    }

    /** Two hundred questions that share their template cost what is different in them. */
    @Test
    void whatPromptsShareIsReadOnce() {
        List<String> prompts = IntStream.range(0, 200)
                .mapToObj(i -> "Answer in exactly one word, no explanation. What color is object " + i + "?")
                .toList();
        Set<List<Integer>> prefixes = new HashSet<>();
        for (String prompt : prompts) {
            List<Integer> ids = Arrays.stream(QILIN.tokenizer().encode(prompt, true))
                    .boxed()
                    .toList();
            for (int n = 1; n <= ids.size(); n++) prefixes.add(ids.subList(0, n));
        }
        Result result = capture(prompts).run();
        assertThat(result.fields().get("forward_positions")).isEqualTo(Value.of(prefixes.size()));
        for (int p : new int[] {0, 57, 199}) {
            float[] plain = plain(prompts.get(p), Point.RESID_POST, 4);
            assertThat(vector(tensor(result), p * 6 + 4))
                    .isEqualTo(Arrays.copyOfRange(plain, plain.length - HIDDEN, plain.length));
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
                Pass pass = QILIN.forward(List.of(new Sequence(cache, ids)), new Taps() {
                    @Override
                    public Tensor tap(Point where, int at, Tensor x) {
                        if (wants(where, at)) found[0] = x.floats();
                        return x;
                    }

                    @Override
                    public boolean wants(Point where, int at) {
                        return where == point && at == layer;
                    }
                })) {
            assertThat(pass.positions()).isEqualTo(ids.length);
        }
        return found[0];
    }
}
