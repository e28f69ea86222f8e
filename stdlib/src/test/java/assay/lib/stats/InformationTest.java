package assay.lib.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InformationTest {

    @Test
    void agreesWithScipy() throws IOException {
        Path cases = Path.of(System.getProperty("assay.shared", "absent"), "reference/statistics/cases.json");
        assumeTrue(Files.exists(cases), "the reference statistics are not here");
        int tested = 0;
        for (JsonNode test : new ObjectMapper().readTree(cases.toFile()).get("cases")) {
            if (!test.get("kind").asText().equals("information")) continue;
            double[] a = softmax(test.at("/input/logits_a"));
            double[] b = softmax(test.at("/input/logits_b"));
            JsonNode expected = test.get("expected");
            check(expected, "entropy_a_nats", Information.entropy(a));
            check(expected, "js_nats", Information.jensenShannon(a, b));
            check(expected, "js_distance_sqrt_nats", Information.jensenShannonDistance(a, b));
            tested++;
        }
        assertThat(tested).isPositive();
    }

    private static void check(JsonNode expected, String field, double found) {
        if (expected.has(field)) assertThat(found).isCloseTo(expected.get(field).asDouble(), within(1e-9));
    }

    private static double[] softmax(JsonNode logits) {
        double[] values = StreamSupport.stream(logits.spliterator(), false)
                .mapToDouble(logit -> logit.isNumber() ? logit.asDouble() : Double.NEGATIVE_INFINITY)
                .toArray();
        double max = Arrays.stream(values).max().orElseThrow();
        return Arrays.stream(values).map(value -> Math.exp(value - max)).toArray();
    }

    @Test
    void closedForms() {
        assertThat(Information.entropy(new double[] {3, 3, 3, 3})).isCloseTo(Math.log(4), within(1e-15));
        assertThat(Information.entropy(new double[] {0, 7, 0})).isZero();
        assertThat(Information.entropy(new double[] {0, 0})).isNaN();
        assertThat(Information.jensenShannon(new double[] {1, 0}, new double[] {0, 5}))
                .isCloseTo(Math.log(2), within(1e-15));
        assertThat(Information.jensenShannon(new double[] {1, 2}, new double[] {2, 4}))
                .isZero();
        assertThat(Information.jensenShannon(new double[] {1, 2}, new double[] {0, 0}))
                .isNaN();
    }

    @Property
    void theDistanceIsAMetric(@ForAll long seed) {
        Random random = new Random(seed);
        double[] a = random.doubles(6, 0, 9).toArray();
        double[] b = random.doubles(6, 0, 9).toArray();
        double[] c = random.doubles(6, 0, 9).toArray();
        double ab = Information.jensenShannonDistance(a, b);
        assertThat(ab).isBetween(0.0, Math.sqrt(Math.log(2)));
        assertThat(Information.jensenShannonDistance(b, a)).isCloseTo(ab, within(1e-7));
        assertThat(ab)
                .isLessThanOrEqualTo(
                        Information.jensenShannonDistance(a, c) + Information.jensenShannonDistance(c, b) + 1e-7);
    }
}
