package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.model.Model;
import assay.lib.concept.Steered;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Layers chosen by what steering there does: in the example models only the first ones do anything. */
class EffectsTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final List<String> TEMPLATES = List.of(
            "The color is {concept}",
            "I see something {concept}",
            "It was painted {concept}",
            "Everything looked {concept}",
            "The wall is {concept}",
            "His shirt was {concept}");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Value.Rec row(String prompt, String expected) {
        return new Value.Rec(Map.of("prompt", Value.of(prompt), "expected", Value.of(expected)));
    }

    private static Trial direction() {
        return new Trial(new Direction(), QILIN)
                .with("concepts", new Value.Pair("red", "green"))
                .with("templates", TEMPLATES);
    }

    private static Trial byEffect() {
        return direction()
                .with("by", "effect")
                .with("mode", "translate")
                .with("select", 2)
                .with("alpha", new Value.Listing(List.of(Value.of(3), Value.of(5))))
                .with(
                        "questions",
                        Table.of(List.of(
                                row("What color is blood?", "red"),
                                row("What color is a cherry?", "red"),
                                row("What color is a tomato?", "red"),
                                row("What is the capital of France?", "Paris"))));
    }

    @Test
    void theFirstLayersAreChosenAndSteerTakesThem() {
        Result found = byEffect().run();
        Value first = ((Value.Listing) found.fields().get("layers")).items().getFirst();
        assertThat(((Value.Num) first).value()).isLessThanOrEqualTo(1);
        Table effects = (Table) found.fields().get("effects");
        assertThat(effects.size()).as("6 layers, 2 strengths, then sets").isGreaterThanOrEqualTo(12);
        for (int row = 0; row < effects.size(); row++) {
            Value.Rec tried = effects.row(row);
            int layers = tried.fields().get("layers").toString().contains(",") ? 2 : 1;
            String layer = ((Value.Str) tried.fields().get("layers")).text();
            if (layers == 1 && Integer.parseInt(layer) >= 3)
                assertThat(tried.fields().get("swapped")).as(tried.toString()).isEqualTo(Value.of(0));
        }
        Model steered = ((Value.ModelRef)
                        new Trial(new Steer(), QILIN).with("direction", found).value())
                .model();
        Steered steering = Steered.of(steered).orElseThrow();
        assertThat(steering.steering().mode()).isEqualTo(assay.engine.model.Steering.Mode.TRANSLATE);
        assertThat(Value.of(steering.steering().alpha()))
                .isEqualTo(found.fields().get("alpha"));
        assertThat(steering.steering().directions()).containsKey((int) ((Value.Num) first).value());
    }

    @Test
    void withoutQuestionsNothingIsChosen() {
        assertThatThrownBy(() -> direction().with("by", "effect").run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no held-out questions whose answer is red or green");
    }

    @Test
    void methodsAgreeOnWhereTheDifferenceLies() {
        float[] mean = vector("mean_difference");
        for (String method : List.of("probe", "pca")) {
            float[] other = vector(method);
            double dot = 0;
            for (int i = 0; i < mean.length; i++) dot += mean[i] * other[i];
            assertThat(dot).as(method).isGreaterThan(0.9);
        }
    }

    private static float[] vector(String method) {
        return Axes.of(direction().with("method", method).run(), QILIN).vectors()[2];
    }

    @Test
    void severalDirectionsAreAppliedOneAfterAnother() {
        Result found = direction().with("layers", new Value.Range(0, 5)).run();
        Model steered = ((Value.ModelRef) new Trial(new Steer(), QILIN)
                        .with("direction", new Value.Listing(List.of(found, found)))
                        .value())
                .model();
        assertThat(steered.interventions()).hasSize(2);
        assertThat(steered.changes()).hasSize(2);
    }
}
