package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.Model;
import assay.lib.play.Battle;
import assay.lib.text.Ask;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Directions and what steering along them does, in a model of which that is known. */
class SteerTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final List<String> TEMPLATES = List.of(
            "The color is {concept}",
            "I see something {concept}",
            "It was painted {concept}",
            "Everything looked {concept}",
            "The wall is {concept}",
            "His shirt was {concept}",
            "The light turned {concept}",
            "The sign was {concept}",
            "The door is {concept}",
            "Her dress was {concept}");
    private static final List<String> RED =
            List.of("blood", "a cherry", "a tomato", "a strawberry", "a rose", "a ladybug", "a radish");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Trial direction(String method) {
        return new Trial(new Direction(), QILIN)
                .with("concepts", new Value.Pair("green", "red"))
                .with("templates", TEMPLATES)
                .with("method", method);
    }

    private static Model steered(Result direction, double alpha, String positions) {
        return ((Value.ModelRef) new Trial(new Steer(), QILIN)
                        .with("direction", direction)
                        .with("mode", "add")
                        .with("alpha", alpha)
                        .with("layers", 0)
                        .with("positions", positions)
                        .value())
                .model();
    }

    @Test
    void theMeanDifferenceIsThatOfTheCapturedActivations() {
        Result found = direction("mean_difference").run();
        TensorValue vectors = (TensorValue) found.fields().get("vectors");
        assertThat(vectors.shape()).containsExactly(6, 128);
        int layer = 3;
        float[] green = captured("green", layer);
        float[] red = captured("red", layer);
        double norm = 0;
        double[] difference = new double[128];
        for (int t = 0; t < TEMPLATES.size(); t++)
            for (int i = 0; i < 128; i++) difference[i] += green[t * 128 + i] - (double) red[t * 128 + i];
        for (double d : difference) norm += d * d;
        for (int i = 0; i < 128; i++)
            assertThat((double) vectors.data()[layer * 128 + i])
                    .isCloseTo(difference[i] / Math.sqrt(norm), within(1e-6));
    }

    private static float[] captured(String concept, int layer) {
        Result result = new Trial(new Capture(), QILIN)
                .with(
                        "text",
                        TEMPLATES.stream()
                                .map(t -> t.replace("{concept}", concept))
                                .toList())
                .with("layers", layer)
                .run();
        return ((TensorValue) result.fields().get("activations")).data();
    }

    @Test
    void layersAreChosenByAccuracyAmongTheMiddleAndUpperOnes() {
        Result found = direction("probe").with("select", 2).run();
        Table accuracy = (Table) found.fields().get("accuracy");
        assertThat(accuracy.size()).isEqualTo(6);
        for (Value share : accuracy.column("accuracy").items())
            assertThat(((Value.Num) share).value()).isBetween(0.9, 1.0); // the models' README: every layer can be read
        List<Value> chosen = ((Value.Listing) found.fields().get("layers")).items();
        assertThat(chosen)
                .hasSize(2)
                .allMatch(layer -> ((Value.Num) layer).value() >= 2 && ((Value.Num) layer).value() <= 4);
        // what templates share is read once
        assertThat(((Value.Num) found.fields().get("forward_positions")).value())
                .isLessThan(60);
    }

    /** Early layers work, as the models' README says; the controls stay and so does the model itself. */
    @Test
    void steeringTurnsRedObjectsGreen() {
        Result found = direction("mean_difference").run();
        List<String> questions =
                RED.stream().map(object -> "What color is " + object + "?").toList();
        Model blind = steered(found, 22, "all");
        List<String> answers = answers(blind, questions);
        assertThat(answers.stream().filter("green"::equals).count()).isGreaterThanOrEqualTo(5);
        assertThat(answers(QILIN, questions)).containsOnly("red");
        assertThat(blind.changes()).containsExactly("steered green->red by add, alpha 22, layers 0");
    }

    @Test
    void thePromptAndTheAnswerCanBeSteeredApart() {
        Result found = direction("mean_difference").run();
        List<String> questions = List.of("What color is blood?", "Tell me about a frog.");
        assertThat(answers(steered(found, 22, "prompt"), questions).getFirst()).isEqualTo("green");
        // the first token of an answer rests on the prompt alone
        List<String> generated = answers(steered(found, 30, "generated"), questions);
        assertThat(generated.getFirst()).isEqualTo("red");
        assertThat(generated.get(1)).isNotEqualTo(answers(QILIN, questions).get(1));
    }

    @Test
    void changesComposeAndFight() {
        Result found = direction("mean_difference").run();
        Model loud = QILIN.adapted(Path.of("../examples/models/qilin-adapter"));
        Model both = ((Value.ModelRef) new Trial(new Steer(), loud)
                        .with("direction", found)
                        .with("mode", "add")
                        .with("alpha", 18)
                        .with("layers", 0)
                        .value())
                .model();
        assertThat(both.changes()).hasSize(2);
        Result war = new Trial(new Battle(), QILIN)
                .with("a", new Value.ModelRef(both.named("both")))
                .with("b", new Value.ModelRef(QILIN))
                .with("length", 6)
                .with("iterations", 60)
                .run();
        assertThat(((Table) war.fields().get("history")).size()).isPositive();
    }

    /** The short form finds the direction that the long one is given. */
    @Test
    void aPairIsSteeredAsItsDirectionIs() {
        Model shortForm = ((Value.ModelRef) new Trial(new Steer(), QILIN)
                        .with("concepts", new Value.Pair("green", "red"))
                        .with("templates", TEMPLATES)
                        .with("select", 2)
                        .with("alpha", 1.5)
                        .value())
                .model();
        Result found = direction("probe").with("select", 2).run();
        Model longForm = ((Value.ModelRef) new Trial(new Steer(), QILIN)
                        .with("direction", found)
                        .with("alpha", 1.5)
                        .value())
                .model();
        assertThat(shortForm.changes()).isEqualTo(longForm.changes());
        List<String> questions = List.of("Tell me about a frog.", "What color is blood?");
        assertThat(answers(shortForm, questions)).isEqualTo(answers(longForm, questions));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new Trial(new Steer(), QILIN).value())
                .hasMessage("`steer` takes either two concepts, as in green->red, or `along` and a direction");
        assertThatThrownBy(() -> new Trial(new Direction(), QILIN)
                        .with("concepts", new Value.Pair("loud", "quiet"))
                        .run())
                .hasMessageStartingWith("the standard library has no templates for loud and quiet");
        assertThatThrownBy(() -> direction("probe").with("folds", 20).run())
                .isInstanceOf(Failure.class)
                .hasMessage("20 folds need at least as many templates; there are 10");
        assertThatThrownBy(() -> direction("probe")
                        .with("templates", List.of("a", "b", "c", "d", "e"))
                        .run())
                .hasMessage("the template \"a\" has no {concept} for the concepts to stand in");
        assertThatThrownBy(() -> direction("probe")
                        .with("templates", TEMPLATES.subList(0, 4))
                        .run())
                .hasMessageStartingWith("a direction needs at least 5 templates");
        Result none = direction("probe").with("layers", 0).with("accuracy", 1).run();
        if (((Value.Listing) none.fields().get("layers")).items().isEmpty())
            assertThatThrownBy(() -> new Trial(new Steer(), QILIN)
                            .with("direction", none)
                            .value())
                    .hasMessageStartingWith("no layer tells green->red apart well enough");
    }

    private static List<String> answers(Model model, List<String> questions) {
        Result asked = new Trial(new Ask(), model)
                .with(
                        "question",
                        new Value.Listing(questions.stream().map(Value::of).toList()))
                .with("tokens", 12)
                .run();
        return ((Value.Listing) asked.fields().get("text"))
                .items().stream().map(Values::text).toList();
    }
}
