package assay.lib.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logistic regression and folds against scikit-learn's. */
class LogisticTest {
    private static final Path KEPT = Path.of("src/test/resources/reference/statistics");
    private static final double TOLERANCE = 1e-10;

    private static JsonNode read(String file) throws IOException {
        Path beside = Path.of(System.getProperty("assay.shared", "../../shared"), "reference/statistics", file);
        Path path = Files.exists(beside) ? beside : KEPT.resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "skipped: there is no " + beside);
        return new ObjectMapper().readTree(path.toFile());
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) values[i] = array.get(i).asDouble();
        return values;
    }

    private static int[] ints(JsonNode array) {
        return Arrays.stream(doubles(array)).mapToInt(x -> (int) x).toArray();
    }

    @Test
    void foldsAreDealtOutAsScikitLearnDealsThem() throws IOException {
        for (JsonNode test : read("stratified_folds.json").get("cases")) {
            int[] folds =
                    Folds.stratified(ints(test.get("y")), test.get("n_splits").asInt());
            for (int f = 0; f < test.get("n_splits").asInt(); f++) {
                List<Integer> rows = new ArrayList<>();
                for (int i = 0; i < folds.length; i++) if (folds[i] == f) rows.add(i);
                assertThat(rows.stream().mapToInt(i -> i).toArray())
                        .isEqualTo(ints(test.get("test_folds").get(f)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logreg_small.json", "logreg_large.json", "logreg_overlap.json"})
    void coefficientsAndAccuraciesAreScikitLearns(String file) throws IOException {
        JsonNode reference = read(file);
        List<double[]> rows = new ArrayList<>();
        reference.get("X").forEach(row -> rows.add(doubles(row)));
        int[] y = ints(reference.get("y"));
        reference.get("expected").properties().forEach(expected -> {
            double c = Double.parseDouble(expected.getKey());
            for (int f = 0; f < reference.get("folds").size(); f++) {
                JsonNode fold = reference.get("folds").get(f);
                JsonNode wanted = expected.getValue().get("folds").get(f);
                int[] train = ints(fold.get("train"));
                Scaling scaling =
                        Scaling.fit(Arrays.stream(train).mapToObj(rows::get).toList());
                Logistic found = fit(rows, y, train, scaling, c);
                near(found.weights(), doubles(wanted.get("coef")));
                int right = 0;
                int[] test = ints(fold.get("test"));
                for (int i : test) if (found.decision(scaling.apply(rows.get(i))) > 0 == (y[i] == 1)) right++;
                assertThat((double) right / test.length)
                        .isEqualTo(wanted.get("accuracy_test").asDouble());
            }
            LinearProbe probe = LinearProbe.test(
                    rows.toArray(double[][]::new),
                    positive(y),
                    new int[y.length],
                    folds(reference, y.length),
                    c,
                    0,
                    Rng.of(0, "none", 0));
            assertThat(probe.accuracies()).isEqualTo(doubles(expected.getValue().get("fold_accuracies")));
            assertThat(probe.accuracy())
                    .isCloseTo(expected.getValue().get("mean_accuracy").asDouble(), within(1e-12));
            assertThat(probe.deviation())
                    .isCloseTo(
                            expected.getValue().get("std_accuracy_population").asDouble(), within(1e-12));
            assertThat(probe.accuracy() - probe.margin())
                    .isCloseTo(expected.getValue().at("/ci95_normal/0").asDouble(), within(1e-12));
            int[] all = new int[y.length];
            Arrays.setAll(all, i -> i);
            Scaling none = new Scaling(new double[rows.getFirst().length], ones(rows.getFirst().length));
            Logistic raw = fit(rows, y, all, none, c);
            near(raw.weights(), doubles(expected.getValue().at("/full_raw/coef")));
            assertThat(raw.intercept())
                    .isCloseTo(expected.getValue().at("/full_raw/intercept").asDouble(), within(1e-5));
        });
    }

    private static boolean[] positive(int[] y) {
        boolean[] positive = new boolean[y.length];
        for (int i = 0; i < y.length; i++) positive[i] = y[i] == 1;
        return positive;
    }

    private static int[] folds(JsonNode reference, int n) {
        int[] folds = new int[n];
        for (int f = 0; f < reference.get("folds").size(); f++)
            for (int row : ints(reference.get("folds").get(f).get("test"))) folds[row] = f;
        return folds;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Logistic fit(List<double[]> rows, int[] y, int[] train, Scaling scaling, double c) {
        double[][] x =
                Arrays.stream(train).mapToObj(i -> scaling.apply(rows.get(i))).toArray(double[][]::new);
        boolean[] positive = new boolean[train.length];
        for (int i = 0; i < train.length; i++) positive[i] = y[train[i]] == 1;
        return Logistic.fit(x, positive, c, TOLERANCE);
    }

    private static void near(double[] found, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++)
            assertThat(found[i]).as("coefficient " + i).isCloseTo(expected[i], within(1e-5 * largest));
    }
}
