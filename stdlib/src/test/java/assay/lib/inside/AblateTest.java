package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is taken away is gone, and nothing else is. */
class AblateTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final List<String> TEXTS = List.of("Grass is green.", "Blood is red, and so is a cherry.");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Trial ablate() {
        return new Trial(new Ablate(), QILIN);
    }

    private static Model model(Trial trial) {
        return ((Value.ModelRef) trial.value()).model();
    }

    /** [positions, width] of one text. */
    private static float[] captured(Model model, String point, int layer, String text) {
        Result result = new Trial(new Capture(), model)
                .with("text", text)
                .with("point", point)
                .with("layers", layer)
                .with("positions", "all")
                .run();
        return ((TensorValue) result.fields().get("activations")).data();
    }

    @Test
    void headsThatAreZeroReadNothing() {
        Model blunt = model(ablate().with("heads", new int[] {0, 2}).with("layers", 3));
        float[] before = captured(QILIN, "z", 3, TEXTS.get(1));
        float[] after = captured(blunt, "z", 3, TEXTS.get(1));
        for (int i = 0; i < after.length; i++) {
            int head = i % 128 / 32;
            assertThat(after[i]).isEqualTo(head == 0 || head == 2 ? 0 : before[i]);
        }
        assertThat(captured(blunt, "z", 2, TEXTS.get(1))).isEqualTo(captured(QILIN, "z", 2, TEXTS.get(1)));
        assertThat(captured(blunt, "resid_post", 3, TEXTS.get(1)))
                .isNotEqualTo(captured(QILIN, "resid_post", 3, TEXTS.get(1)));
        assertThat(blunt.changes()).containsExactly("without heads 0, 2 of layers 3");
    }

    @Test
    void aLayerThatIsGoneAddsNothing() {
        Model blunt = model(ablate().with("layers", new int[] {1, 4}));
        assertThat(captured(blunt, "resid_post", 4, TEXTS.get(0)))
                .isEqualTo(captured(blunt, "resid_pre", 4, TEXTS.get(0)));
        assertThat(captured(blunt, "resid_post", 1, TEXTS.get(0)))
                .isEqualTo(captured(QILIN, "resid_pre", 1, TEXTS.get(0)));
        assertThat(blunt.changes()).containsExactly("without attention of layers 1, 4", "without mlp of layers 1, 4");
    }

    @Test
    void theMeanIsThatOfAllTokensOfTheTexts() {
        Model blunt = model(ablate().with("neurons", new int[] {7})
                .with("layers", 2)
                .with("instead", "mean")
                .with("texts", TEXTS));
        double sum = 0;
        int count = 0;
        for (String text : TEXTS) {
            float[] neurons = captured(QILIN, "mlp_post", 2, text);
            for (int i = 7; i < neurons.length; i += 384, count++) sum += neurons[i];
        }
        float[] after = captured(blunt, "mlp_post", 2, "The frog is small.");
        float[] before = captured(QILIN, "mlp_post", 2, "The frog is small.");
        for (int i = 0; i < after.length; i++) {
            if (i % 384 == 7) assertThat((double) after[i]).isCloseTo(sum / count, within(1e-6));
            else assertThat(after[i]).isEqualTo(before[i]);
        }
    }

    @Test
    void whatIsDrawnDependsOnThePositionAlone() {
        Model blunt = model(ablate().with("part", "mlp")
                .with("layers", 2)
                .with("instead", "resample")
                .with("texts", TEXTS));
        String one = "The frog is small.";
        String two = "Blood is red.";
        float[] alone = captured(blunt, "mlp_out", 2, one);
        assertThat(Arrays.copyOf(captured(blunt, "mlp_out", 2, two), 2 * 128)).isEqualTo(Arrays.copyOf(alone, 2 * 128));
        // each row is one that a token of the texts has
        float[] rows = captured(QILIN, "mlp_out", 2, TEXTS.get(0));
        float[] more = captured(QILIN, "mlp_out", 2, TEXTS.get(1));
        for (int r = 0; r < alone.length / 128; r++) {
            float[] row = Arrays.copyOfRange(alone, r * 128, (r + 1) * 128);
            assertThat(holds(rows, row) || holds(more, row)).isTrue();
        }
        Result together = new Trial(new Capture(), blunt)
                .with("text", List.of(one, two))
                .with("point", "mlp_out")
                .with("layers", 2)
                .run();
        float[] last = ((TensorValue) together.fields().get("activations")).data();
        assertThat(Arrays.copyOf(last, 128)).isEqualTo(Arrays.copyOfRange(alone, alone.length - 128, alone.length));
    }

    private static boolean holds(float[] rows, float[] row) {
        for (int from = 0; from < rows.length; from += row.length)
            if (Arrays.equals(rows, from, from + row.length, row, 0, row.length)) return true;
        return false;
    }

    @Test
    void aDirectionThatIsGoneCannotBeRead() {
        Result direction = new Trial(new Direction(), QILIN)
                .with("concepts", new Value.Pair("green", "red"))
                .with(
                        "templates",
                        List.of(
                                "The wall is {concept}",
                                "It was {concept}",
                                "The door is {concept}",
                                "I see something {concept}",
                                "The flag was {concept}"))
                .with("method", "mean_difference")
                .run();
        Model blunt = model(ablate().with("direction", direction).with("layers", 2));
        float[] d = Axes.of(direction, QILIN).vectors()[2];
        float[] after = captured(blunt, "resid_post", 2, "The wall is green");
        float[] before = captured(QILIN, "resid_post", 2, "The wall is green");
        for (int row = 0; row < after.length / 128; row++) {
            double left = 0;
            double norm = 0;
            for (int i = 0; i < 128; i++) {
                left += (double) after[row * 128 + i] * d[i];
                norm += (double) before[row * 128 + i] * before[row * 128 + i];
            }
            assertThat(left).isCloseTo(0, within(1e-5 * Math.sqrt(norm)));
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> ablate().with("heads", 4).value())
                .isInstanceOf(Failure.class)
                .hasMessage("the model qilin has no head 4; its heads are 0 to 3");
        assertThatThrownBy(() -> ablate().with("heads", 1).with("neurons", 1).value())
                .hasMessageStartingWith("one of `along`, `heads`, `neurons` and `part` at a time");
        assertThatThrownBy(() -> ablate().with("instead", "mean").value())
                .hasMessage("`with mean` needs texts to take it from: write `on [\"...\"]`");
        assertThatThrownBy(() -> ablate().with("texts", TEXTS).value())
                .hasMessage("`on` is for `with mean` and `with resample`; zero reads no texts");
    }
}
