package assay.lib.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generate and ask on the example models. */
class AnswersTest {
    private static final int SAMPLE = 24;
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final List<String> PROMPTS = List.of(
            "The color is",
            "One morning Anna went out. She saw a frog",
            "今天",
            "The",
            "# Notes",
            "A frog is green and",
            "The color is",
            "The sky is blue, and the grass");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    @Test
    void answersAreTheSameTogetherAndAlone() {
        Result together = generate().with("text", PROMPTS).with("tokens", 12).run();
        for (int i = 0; i < PROMPTS.size(); i++) {
            Result alone =
                    generate().with("text", PROMPTS.get(i)).with("tokens", 12).run();
            for (String field : List.of("text", "tokens", "logprobs", "finish_reason", "generation_tokens"))
                assertThat(item(together, field, i)).isEqualTo(alone.fields().get(field));
        }
    }

    @Test
    void drawnAnswersAreTheSameTogetherAndAloneAndDifferPerOccurrence() {
        Result together = drawn().with("text", PROMPTS).run();
        for (int i = 0; i < 6; i++)
            assertThat(item(together, "tokens", i))
                    .isEqualTo(
                            drawn().with("text", PROMPTS.get(i)).run().fields().get("tokens"));
        assertThat(item(together, "tokens", 0)).isNotEqualTo(item(together, "tokens", 6));
        assertThat(drawn().with("text", PROMPTS).run()).isEqualTo(together);
        assertThat(drawn().with("text", PROMPTS).seed(43).run()).isNotEqualTo(together);
    }

    @Test
    void replicatesAreDrawsOfTheirOwn() {
        Result many =
                drawn().with("text", "The color is").with("replicates", 70).run();
        assertThat(item(many, "tokens", 0))
                .isEqualTo(drawn().with("text", "The color is").run().fields().get("tokens"));
        Table results = (Table) many.fields().get("results");
        assertThat(results.size()).isEqualTo(70);
        assertThat(results.groupBy("text").size()).isGreaterThan(5);
        assertThat(results.column("replicate").items().getLast()).isEqualTo(Value.of(69));
    }

    @Test
    void aPromptLongerThanAPassIsReadInPieces() {
        String text = "The frog was small and green. ".repeat(100);
        int[] ids = QILIN.tokenizer().encode(text, true);
        assertThat(ids.length).isGreaterThan(Prefill.ROWS);
        Result result = generate().with("text", ids).with("tokens", 4).run();
        assertThat(number(result, "forward_positions")).isEqualTo(ids.length + 3);
        assertThat(((Value.Listing) result.fields().get("warnings")).items()).hasSize(1);
        Result score = new Trial(new Score(), QILIN).with("text", ids).run();
        assertThat(number(score, "tokens")).isEqualTo(ids.length - 1);
    }

    @Test
    void aStopTextEndsAnAnswerAndIsCutOff() {
        Result result = generate()
                .with("text", "The color is")
                .with("stop", List.of("color", "never"))
                .run();
        assertThat(result.fields().get("text")).isEqualTo(Value.of(" red. The "));
        assertThat(result.fields().get("finish_reason")).isEqualTo(Value.of("stop"));
    }

    @Test
    void anEndTokenEndsAnAnswerAndIsNoPartOfIt() {
        Result result = generate().with("text", "The color is").run();
        assertThat(result.fields().get("text"))
                .isEqualTo(Value.of(" red. The color is red. The color is red. The color is red. The color is red."));
        assertThat(number(result, "generation_tokens")).isEqualTo(23);
        assertThat(((Value.Listing) result.fields().get("tokens")).items()).hasSize(22);
    }

    @Test
    void aRepetitionPenaltyLooksAtTheLastTokensOfInputAndAnswer() {
        Trial trial = generate()
                .with("text", "The color is")
                .with("tokens", 12)
                .with("repetition_penalty", 30)
                .with("ignore_eos", true);
        assertThat(new HashSet<>(tokens(trial.run()))).hasSize(12);
        List<Value> near = tokens(trial.with("repetition_context", 1).run());
        assertThat(new HashSet<>(near)).hasSizeLessThan(12);
        for (int i = 1; i < near.size(); i++) assertThat(near.get(i)).isNotEqualTo(near.get(i - 1));
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> generate().with("text", "").run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("nothing for the model qilin to read");
        assertThatThrownBy(() -> generate().with("text", new int[] {1, 1536}).run())
                .isInstanceOf(Failure.class)
                .hasMessage("the model qilin has no token 1536; its ids end at 1535");
    }

    @Test
    void askKnowsTheSystemMessageAndTheBareQuestion() {
        Result bare = new Trial(new Ask(), QILIN)
                .with("question", "The color is")
                .with("template", "none")
                .run();
        assertThat(bare.fields().get("text"))
                .isEqualTo(
                        generate().with("text", "The color is").run().fields().get("text"));
        Result chat = new Trial(new Ask(), QILIN)
                .with("question", "What color is grass?")
                .with("system", "Be brief.")
                .run();
        int[] ids = QILIN.tokenizer()
                .encode(
                        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhat color is grass?<|im_end|>\n"
                                + "<|im_start|>assistant\n",
                        false);
        assertThat(number(chat, "prompt_tokens")).isEqualTo(ids.length);
    }

    @ParameterizedTest
    @CsvSource({
        "qilin, color",
        "qilin, control",
        "alpaka, color",
        "alpaka, control",
        "qilin-4bit, color",
        "alpaka-4bit, control"
    })
    void answersTheProbes(String name, String probe) {
        Path file = Path.of(System.getProperty("assay.shared", "../shared"))
                .resolve("models/corpora/probes/" + name.replace("-4bit", "") + "." + probe + ".jsonl");
        assumeThat(file).as("the probes beside the repository").isRegularFile();
        List<JsonNode> all = Examples.lines(file);
        int stride = all.size() / SAMPLE;
        List<JsonNode> some =
                IntStream.range(0, SAMPLE).mapToObj(i -> all.get(i * stride)).toList();
        Result result = new Trial(new Ask(), EXAMPLES.model(name))
                .with("question", texts(some, "prompt"))
                .with("tokens", 16)
                .run();
        List<String> answers = ((Value.Listing) result.fields().get("text"))
                .items().stream().map(text -> ((Value.Str) text).text()).toList();
        // every accuracy of these probes is 100 percent in the models' description
        assertThat(answers).isEqualTo(texts(some, "expected"));
        assertThat(result.measured().keySet()).isEqualTo(Set.of("prompt_tps", "generation_tps"));
    }

    private static Trial generate() {
        return new Trial(new Generate(), QILIN);
    }

    private static Trial drawn() {
        return generate().with("tokens", 10).with("temperature", 1).with("top_p", 0.95);
    }

    private static List<String> texts(List<JsonNode> lines, String field) {
        return lines.stream().map(line -> line.get(field).asText()).toList();
    }

    private static Value item(Result result, String field, int index) {
        return ((Value.Listing) result.fields().get(field)).items().get(index);
    }

    private static List<Value> tokens(Result result) {
        return ((Value.Listing) result.fields().get("tokens")).items();
    }

    private static double number(Result result, String field) {
        return ((Value.Num) result.fields().get(field)).value();
    }
}
