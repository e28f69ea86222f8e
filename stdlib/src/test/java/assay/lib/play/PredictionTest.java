package assay.lib.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PredictionTest {

    private static boolean[] ordinary(int n) {
        boolean[] all = new boolean[n];
        java.util.Arrays.fill(all, true);
        return all;
    }

    @Test
    void tiesGoToTheLowestIdAndAreTold() {
        Prediction tied = Prediction.of(new float[] {1, 4, 4, 2}, ordinary(4));
        assertThat(tied.token()).isEqualTo(1);
        assertThat(tied.tied()).isTrue();
        assertThat(Prediction.of(new float[] {1, 4, 3.9f, 2}, ordinary(4)).tied())
                .isFalse();
    }

    @Test
    void specialTokensAndPaddingAreNotPredictedButCountInTheSoftmax() {
        Prediction found = Prediction.of(new float[] {0, 9, 0, 9}, new boolean[] {true, false, true});
        assertThat(found.token()).isZero();
        assertThat(found.tied()).isTrue();
        assertThat(found.probability()).isCloseTo(0.5 * Math.exp(-9) / (1 + Math.exp(-9)), within(1e-9));
        assertThat(found.entropy()).isBetween(Math.log(2), Math.log(4));
    }

    @Test
    void equalLogitsHaveTheEntropyOfTheWholeVocabulary() {
        Prediction found = Prediction.of(new float[1000], ordinary(900));
        assertThat(found.entropy()).isCloseTo(Math.log(1000), within(1e-6));
        assertThat(found.probability()).isCloseTo(0.001, within(1e-9));
    }

    @Test
    void agreesWithScipy() throws IOException {
        Path cases = Path.of(System.getProperty("assay.shared", "absent"), "reference/statistics/cases.json");
        assumeTrue(Files.exists(cases), "the reference statistics are not here");
        for (JsonNode test : new ObjectMapper().readTree(cases.toFile()).get("cases")) {
            JsonNode given = test.at("/input/logits_a");
            if (!test.get("kind").asText().equals("information")
                    || !test.get("expected").has("argmax_a")) continue;
            float[] logits = new float[given.size()];
            for (int i = 0; i < logits.length; i++)
                logits[i] = (float) given.get(i).asDouble();
            Prediction found = Prediction.of(logits, ordinary(logits.length));
            JsonNode expected = test.get("expected");
            int top = expected.get("argmax_a").asInt();
            assertThat(found.token()).isEqualTo(top);
            assertThat(found.entropy()).isCloseTo(expected.get("entropy_a_nats").asDouble(), within(1e-5));
            double probability =
                    Math.exp(logits[top] - expected.get("logsumexp_a").asDouble());
            assertThat(found.probability()).isCloseTo(probability, within(1e-5));
            assertThat(Prediction.probability(logits, top)).isEqualTo(found.probability());
        }
    }
}
