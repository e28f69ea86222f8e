package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.Model;
import assay.lib.text.Ask;
import assay.lib.text.Logits;
import assay.lib.value.Result;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Interchange of activations, and the map of where it matters. */
class PatchingTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final String GRASS = "What color is grass?";
    private static final String BLOOD = "What color is blood?";

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Trial patch(Model model) {
        return new Trial(new Patching(), model).with("source", BLOOD);
    }

    private static Model model(Trial trial) {
        return ((Value.ModelRef) trial.value()).model();
    }

    private static String ask(Model model, String question) {
        Result answer = new Trial(new Ask(), model).with("question", question).run();
        return ((Value.Str) answer.fields().get("text")).text();
    }

    @Test
    void everythingPatchedIsTheOtherPrompt() {
        Model patched = model(patch(QILIN).with("layers", 0).with("positions", "all"));
        assertThat(ask(patched, GRASS)).isEqualTo("red");
        assertThat(ask(QILIN, GRASS)).isEqualTo("green");
        assertThat(patched.changes().getLast())
                .contains("resid_post of layers 0")
                .contains(BLOOD);
    }

    @Test
    void aPromptPatchedWithItselfIsUnchanged() {
        Model patched =
                model(new Trial(new Patching(), QILIN).with("source", GRASS).with("positions", "all"));
        float[] before = logits(QILIN);
        float[] after = logits(patched);
        for (int i = 0; i < before.length; i++) assertThat(after[i]).isCloseTo(before[i], within(1e-4f));
    }

    private static float[] logits(Model model) {
        int[] prompt = Patching.prompt(
                model,
                new assay.lib.verb.Call(
                        java.util.Map.of("template", Value.of("auto"), "source", Value.of(GRASS)), java.util.Set.of()),
                "source");
        Result result = new Trial(new Logits(), model).with("text", prompt).run();
        return ((TensorValue) result.fields().get("logits")).data();
    }

    @Test
    void interventionsCompose() {
        Model ablated = ((Value.ModelRef) new Trial(new Ablate(), QILIN)
                        .with("heads", 1)
                        .with("layers", 4)
                        .value())
                .model();
        Model both = model(patch(ablated).with("layers", 0).with("positions", "all"));
        assertThat(both.interventions()).hasSize(2);
        assertThat(ask(both, GRASS)).isEqualTo("red");
    }

    @Test
    void tracingFindsTheObjectFirstAndTheEndLast() {
        Result traced = new Trial(new Trace(), QILIN)
                .with("prompt", GRASS)
                .with("source", BLOOD)
                .run();
        TensorValue effects = (TensorValue) traced.fields().get("effects");
        int positions = effects.shape()[1];
        assertThat(effects.shape()[0]).isEqualTo(6);
        int last = 5 * positions + positions - 1;
        assertThat(effects.data()[last])
                .as("after the last layer only the last position counts, and wholly")
                .isCloseTo(1, within(1e-3f));
        for (int position = 0; position < positions - 1; position++)
            assertThat(effects.data()[5 * positions + position]).isCloseTo(0, within(1e-3f));
        float[] first = java.util.Arrays.copyOf(effects.data(), positions);
        int object = 0;
        for (int i = 0; i < positions; i++) if (first[i] > first[object]) object = i;
        Value word = ((Value.Listing) traced.fields().get("tokens")).items().get(object);
        assertThat(((Value.Str) word).text().strip()).isEqualTo("grass");
        assertThat(traced.fields().get("source_answer")).isEqualTo(Value.of("red"));
    }

    @Test
    void whatCannotBeTracedIsSaid() {
        assertThatThrownBy(() -> new Trial(new Trace(), QILIN)
                        .with("prompt", GRASS)
                        .with("source", "What color is a cucumber?")
                        .run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("take as many tokens");
        assertThatThrownBy(() -> new Trial(new Trace(), QILIN)
                        .with("prompt", GRASS)
                        .with("source", GRASS)
                        .run())
                .hasMessageContaining("no difference to trace");
        assertThatThrownBy(() -> patch(QILIN).with("positions", 500).value()).hasMessageContaining("no position 500");
        assertThatThrownBy(() -> patch(QILIN).with("point", "pattern").value()).hasMessageContaining("take another");
    }
}
