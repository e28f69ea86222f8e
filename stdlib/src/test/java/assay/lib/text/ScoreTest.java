package assay.lib.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Score, logits and tokenize by their definitions. */
class ScoreTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final Model ALPAKA = EXAMPLES.model("alpaka");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    @Test
    void sumsAreThoseOfTheTokens() {
        Result result =
                new Trial(new Score(), QILIN).with("text", "Grass is green.").run();
        List<Value> logprobs = table(result, "per_token").column("logprob").items();
        double sum = logprobs.stream().mapToDouble(x -> ((Value.Num) x).value()).sum();
        int[] ids = QILIN.tokenizer().encode("Grass is green.", true);
        int bytes = "Grass is green.".length() - QILIN.tokenizer().bytes(ids[0]).length;
        assertThat(number(result, "logprob")).isCloseTo(sum, within(1e-12));
        assertThat(number(result, "perplexity")).isCloseTo(Math.exp(-sum / logprobs.size()), within(1e-9));
        assertThat(number(result, "bits_per_byte")).isCloseTo(-sum / Math.log(2) / bytes, within(1e-9));
        assertThat(number(result, "tokens")).isEqualTo(ids.length - 1);
        assertThat(number(result, "forward_positions")).isEqualTo(ids.length - 1);
    }

    @Test
    void theFirstTokenIsScoredAfterABeginTokenOnly() {
        Result alpaka = new Trial(new Score(), ALPAKA).with("text", "Grass is").run();
        assertThat(table(alpaka, "per_token").column("id"))
                .isEqualTo(Inputs.listing(ALPAKA.tokenizer().encode("Grass is", false)));
        Result bare = new Trial(new Score(), ALPAKA)
                .with("text", "Grass is")
                .with("special", false)
                .run();
        assertThat(number(bare, "tokens")).isEqualTo(number(alpaka, "tokens") - 1);
    }

    @Test
    void aTextScoresTheSameInAnyBatch() {
        List<String> texts = List.of("Grass is green.", "The sky", "今天小明", "Grass is red. ".repeat(60), "The sky");
        Result together = new Trial(new Score(), QILIN).with("text", texts).run();
        for (int i = 0; i < texts.size(); i++) {
            int input = i;
            Result alone =
                    new Trial(new Score(), QILIN).with("text", texts.get(i)).run();
            Table tokens = table(together, "per_token")
                    .where(row -> row.fields().get("input").equals(Value.of(input)));
            for (String column : List.of("position", "id", "logprob", "entropy", "rank"))
                assertThat(tokens.column(column))
                        .isEqualTo(table(alone, "per_token").column(column));
            assertThat(((Value.Listing) together.fields().get("perplexity"))
                            .items()
                            .get(i))
                    .isEqualTo(alone.fields().get("perplexity"));
        }
    }

    @Test
    void oneTokenWithoutABeginTokenCannotBeScored() {
        assertThatThrownBy(() -> new Trial(new Score(), QILIN)
                        .with("text", new int[] {300})
                        .run())
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("input 0 has one token only");
    }

    @Test
    void logitsAreADistributionOverTheWholeVocabulary() {
        Result result = new Trial(new Logits(), QILIN)
                .with("text", "The color is")
                .with("top", 99_999)
                .run();
        Table top = table(result, "top");
        TensorValue logits = (TensorValue) result.fields().get("logits");
        assertThat(logits.shape()).containsExactly(QILIN.config().vocabSize());
        assertThat(top.size()).isEqualTo(QILIN.config().vocabSize());
        double[] p = numbers(top, "p");
        double[] logprobs = numbers(top, "logprob");
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        double entropy = -IntStream.range(0, p.length)
                .mapToDouble(i -> p[i] * logprobs[i])
                .sum();
        assertThat(number(result, "entropy")).isCloseTo(entropy, within(1e-6));
        assertThat(top.cell(0, "logit")).isEqualTo(Value.of(logits.data()[(int) numbers(top, "id")[0]]));
    }

    @Test
    void tokensOfATextJoinToItsBytes() {
        String text = "What color is 草? 🙂";
        Result result = new Trial(new Tokenize(), QILIN).with("text", text).run();
        String hex = ((Value.Listing) result.fields().get("bytes"))
                .items().stream().map(x -> ((Value.Str) x).text()).reduce("", String::concat);
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(java.util.HexFormat.of().parseHex(hex)).isEqualTo(bytes);
        assertThat(number(result, "ids_per_byte")).isEqualTo(number(result, "count") / bytes.length);
        Result special = new Trial(new Tokenize(), ALPAKA)
                .with("text", "grass")
                .with("special", true)
                .run();
        assertThat(table(special, "table").cell(0, "special")).isEqualTo(Value.of(true));
    }

    private static Table table(Result result, String field) {
        return (Table) result.fields().get(field);
    }

    private static double number(Result result, String field) {
        return ((Value.Num) result.fields().get(field)).value();
    }

    private static double[] numbers(Table table, String column) {
        return table.column(column).items().stream()
                .mapToDouble(x -> ((Value.Num) x).value())
                .toArray();
    }
}
