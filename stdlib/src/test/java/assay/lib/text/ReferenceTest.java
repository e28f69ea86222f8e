package assay.lib.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Trial;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verbs against the numbers that come with the example models. */
class ReferenceTest {
    /** The reference is rounded to five digits after the point. */
    private static final double TOLERANCE = 5e-5;

    private static final Examples EXAMPLES = new Examples();

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    static Stream<Arguments> prompts() {
        return Examples.NAMES.stream().flatMap(name -> Examples.reference(name).stream()
                .map(prompt -> Arguments.of(name, prompt.get("text").asText(), prompt)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("prompts")
    void encodesAsTheReference(String name, String text, JsonNode prompt) {
        Result result = new Trial(new Tokenize(), EXAMPLES.model(name))
                .with("text", text)
                .with("special", prompt.get("add_special_tokens").asBoolean())
                .run();
        assertThat(result.fields().get("tokens")).isEqualTo(Inputs.listing(ids(prompt)));
        assertThat(((Value.Num) result.fields().get("count")).value()).isEqualTo(ids(prompt).length);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("prompts")
    void givesTheMostLikelyTokensAtEveryPosition(String name, String text, JsonNode prompt) {
        int[] ids = ids(prompt);
        for (int length = 1; length <= ids.length; length++) {
            Result result = new Trial(new Logits(), EXAMPLES.model(name))
                    .with("text", java.util.Arrays.copyOf(ids, length))
                    .with("top", 5)
                    .run();
            Table top = (Table) result.fields().get("top");
            List<JsonNode> expected = Examples.list(prompt.get("top5").get(length - 1));
            for (int i = 0; i < expected.size(); i++) {
                assertThat(number(top, i, "id"))
                        .isEqualTo(expected.get(i).get(0).asInt());
                assertThat(number(top, i, "logprob"))
                        .isCloseTo(expected.get(i).get(1).asDouble(), within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("prompts")
    void scoresTokensAsTheReference(String name, String text, JsonNode prompt) {
        int[] ids = ids(prompt);
        Result result =
                new Trial(new Score(), EXAMPLES.model(name)).with("text", ids).run();
        Table tokens = (Table) result.fields().get("per_token");
        assertThat(tokens.size()).isEqualTo(ids.length - 1);
        for (int p = 1; p < ids.length; p++) {
            List<JsonNode> expected = Examples.list(prompt.get("top5").get(p - 1));
            int rank = (int) number(tokens, p - 1, "rank");
            if (rank > expected.size()) continue;
            assertThat(expected.get(rank - 1).get(0).asInt()).isEqualTo(ids[p]);
            assertThat(number(tokens, p - 1, "logprob"))
                    .isCloseTo(expected.get(rank - 1).get(1).asDouble(), within(TOLERANCE));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("prompts")
    void writesTheGreedyTokens(String name, String text, JsonNode prompt) {
        Result result = new Trial(new Generate(), EXAMPLES.model(name))
                .with("text", text)
                .with("special", prompt.get("add_special_tokens").asBoolean())
                .with("tokens", 24)
                .with("ignore_eos", true)
                .run();
        assertThat(result.fields().get("tokens")).isEqualTo(Inputs.listing(Examples.ints(prompt.get("greedy_ids"))));
        assertThat(result.fields().get("text"))
                .isEqualTo(Value.of(prompt.get("greedy_text").asText()));
        assertThat(result.fields().get("finish_reason")).isEqualTo(Value.of("length"));
    }

    private static int[] ids(JsonNode prompt) {
        return Examples.ints(prompt.get("token_ids"));
    }

    private static double number(Table table, int row, String column) {
        return ((Value.Num) table.cell(row, column)).value();
    }
}
