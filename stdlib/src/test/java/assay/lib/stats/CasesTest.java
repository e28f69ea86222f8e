package assay.lib.stats;

import static assay.lib.stats.References.doubles;
import static assay.lib.stats.References.ints;
import static assay.lib.stats.References.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number that scipy and numpy computed for cases.json; a field that nothing here computes fails. */
class CasesTest {
    private static final JsonNode CASES = References.small("cases.json").get("cases");

    static Stream<Arguments> cases() {
        return StreamSupport.stream(CASES.spliterator(), false)
                .map(test -> Arguments.of(test.get("id").asText(), test));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agrees(String id, JsonNode test) {
        Map<String, Object> found = found(test.get("kind").asText(), test.get("input"));
        double tolerance = test.get("rel_tol").asDouble();
        test.get("expected").properties().forEach(field -> {
            if (field.getValue().isNull()) return;
            assertThat(found).as(id).containsKey(field.getKey());
            compare(id + " " + field.getKey(), field.getValue(), found.get(field.getKey()), tolerance);
        });
    }

    private static void compare(String what, JsonNode expected, Object found, double tolerance) {
        switch (found) {
            case Interval(double low, double high) -> compare(what, expected, new double[] {low, high}, tolerance);
            case double[] list -> {
                assertThat(list).as(what).hasSize(expected.size());
                for (int i = 0; i < list.length; i++)
                    compare(what + "[" + i + "]", expected.get(i), list[i], tolerance);
            }
            case boolean[] list -> {
                for (int i = 0; i < list.length; i++)
                    assertThat(list[i]).as(what).isEqualTo(expected.get(i).asBoolean());
            }
            case Boolean flag -> assertThat(flag).as(what).isEqualTo(expected.asBoolean());
            case Number number -> close(what, References.number(expected), number.doubleValue(), tolerance);
            case String text -> assertThat(text).as(what).isNotEmpty();
            default -> throw new AssertionError(what + " is " + found);
        }
    }

    private static void close(String what, double expected, double found, double tolerance) {
        // a projection that should vanish is as far from 0 as rounding leaves it
        double slack = Math.abs(expected) * tolerance + (expected == 0 || Math.abs(expected) < 1e-15 ? 1e-15 : 0);
        // scipy 1.10 solves for the quantile at broken degrees of freedom to 3e-9 only; scipy 1.17 agrees with us
        if (what.contains("ci95_diff")) slack = 1e-8;
        if (what.contains(" p_") || what.contains("entropy")) slack = Math.abs(expected) * tolerance;
        if (Double.isFinite(expected)) assertThat(found).as(what).isCloseTo(expected, within(slack));
        else assertThat(Double.valueOf(found)).as(what).isEqualTo(Double.valueOf(expected));
    }

    private static Map<String, Object> found(String kind, JsonNode in) {
        return switch (kind) {
            case "binomial_test" -> binomial(in);
            case "t_test_1samp" -> {
                double[] x = doubles(in.get("x"));
                double mean = in.get("popmean").asDouble();
                yield tails("", a -> TTest.oneSample(x, mean, a), "ci95_mean");
            }
            case "t_test_welch" -> {
                double[] a = doubles(in.get("a"));
                double[] b = doubles(in.get("b"));
                Map<String, Object> fields = tails("student_", side -> TTest.student(a, b, side), "student_ci");
                fields.putAll(tails("", side -> TTest.welch(a, b, side), "ci95_diff"));
                yield fields;
            }
            case "t_test_paired" -> {
                double[] a = doubles(in.get("a"));
                double[] b = doubles(in.get("b"));
                Map<String, Object> fields = tails("", side -> TTest.paired(a, b, side), "ci95_diff");
                fields.put("d_z", EffectSize.paired(a, b));
                yield fields;
            }
            case "cohens_d" -> {
                double[] a = doubles(in.get("a"));
                double[] b = doubles(in.get("b"));
                yield Map.of(
                        "d_pooled", EffectSize.cohensD(a, b),
                        "hedges_g_approx", EffectSize.hedgesG(a, b),
                        "d_av", EffectSize.average(a, b));
            }
            case "bootstrap_percentile_mean" -> {
                Map<String, Object> fields =
                        bootstrap(Bootstrap.mean(doubles(in.get("x")), References.indices(in.get("indices"))), in);
                // which positions were read is what ci_sorted_index shows
                int n = in.get("indices").size();
                fields.put("sorted_index_positions", new double[] {n * 25 / 1000, n * 975 / 1000});
                yield fields;
            }
            case "bootstrap_percentile_mean_diff" -> {
                String reference = in.get("indices_ref").asText();
                JsonNode indices = StreamSupport.stream(CASES.spliterator(), false)
                        .filter(test -> test.get("id").asText().equals(reference))
                        .findFirst()
                        .orElseThrow()
                        .at("/input/indices");
                yield bootstrap(
                        Bootstrap.meanDifference(
                                doubles(in.get("x")), doubles(in.get("y")), References.indices(indices)),
                        in);
            }
            case "vectors" -> vectors(doubles(in.get("a")), doubles(in.get("b")));
            case "vectors_degenerate" ->
                Map.of("cosine_or_nan", "" + Vectors.cosine(doubles(in.get("a")), doubles(in.get("b"))));
            case "mean_difference_direction" -> {
                MeanDifference found = MeanDifference.of(rows(in.get("a")), rows(in.get("b")));
                yield Map.of(
                        "difference", found.difference(),
                        "norm", found.norm(),
                        "unit", found.direction(),
                        "midpoint_threshold", found.threshold(),
                        "accuracy_midpoint", found.accuracy(),
                        "accuracy_zero", found.accuracyAtZero(),
                        "auc", found.auc());
            }
            case "multiple_testing" -> {
                double[] p = doubles(in.get("p"));
                double alpha = in.get("alpha").asDouble();
                double[] holm = MultipleTesting.holm(p);
                double[] hochberg = MultipleTesting.benjaminiHochberg(p);
                yield Map.of(
                        "bonferroni", MultipleTesting.bonferroni(p),
                        "holm", holm,
                        "benjamini_hochberg", hochberg,
                        "benjamini_yekutieli", MultipleTesting.benjaminiYekutieli(p),
                        "reject_holm", MultipleTesting.reject(holm, alpha),
                        "reject_bh", MultipleTesting.reject(hochberg, alpha));
            }
            case "information" -> information(doubles(in.get("logits_a")), doubles(in.get("logits_b")));
            case "perplexity" -> {
                double perplexity = Information.perplexity(doubles(in.get("token_logprobs")));
                yield Map.of("perplexity", perplexity, "mean_nll", Math.log(perplexity));
            }
            case "correlation" -> correlation(doubles(in.get("x")), doubles(in.get("y")));
            case "fisher_exact" -> {
                int[] first = ints(in.at("/table/0"));
                int[] second = ints(in.at("/table/1"));
                FisherExact found = FisherExact.test(first[0], first[1], second[0], second[1], Alternative.TWO_SIDED);
                yield Map.of("odds_ratio", found.oddsRatio(), "p_two_sided", found.p());
            }
            case "mcnemar_exact" ->
                Map.of(
                        "p_two_sided",
                        McNemar.test(in.get("b").asInt(), in.get("c").asInt()).p());
            case "cohens_kappa" -> {
                Kappa found = Kappa.of(
                        IntStream.of(ints(in.get("a"))).boxed().toList(),
                        IntStream.of(ints(in.get("b"))).boxed().toList());
                yield Map.of("observed", found.observed(), "expected", found.expected(), "kappa", found.kappa());
            }
            case "mann_whitney" -> {
                double[] a = doubles(in.get("a"));
                double[] b = doubles(in.get("b"));
                MannWhitney exact = MannWhitney.test(a, b, Alternative.TWO_SIDED);
                assertThat(exact.exact()).isTrue();
                yield Map.of(
                        "u_a", exact.u(),
                        "p_exact_two_sided", exact.p(),
                        "p_asymptotic_two_sided_continuity",
                                MannWhitney.test(a, b, Alternative.TWO_SIDED, false)
                                        .p());
            }
            default -> throw new AssertionError("nothing here computes a " + kind);
        };
    }

    private static Map<String, Object> binomial(JsonNode in) {
        Map<String, Object> fields = new HashMap<>();
        for (Alternative alternative : Alternative.values()) {
            String name = alternative.name().toLowerCase(java.util.Locale.ROOT);
            Binomial found = Binomial.test(
                    in.get("k").asInt(), in.get("n").asInt(), in.get("p").asDouble(), alternative);
            fields.put("p_" + name, found.p());
            fields.put("ci95_" + name + "_exact", found.exact());
            fields.put("ci95_" + name + "_wilson", found.wilson());
            if (alternative == Alternative.GREATER) fields.put("log10_p_greater", Math.log10(found.p()));
        }
        return fields;
    }

    private static Map<String, Object> tails(
            String prefix, java.util.function.Function<Alternative, TTest> test, String interval) {
        TTest found = test.apply(Alternative.TWO_SIDED);
        Map<String, Object> fields = new HashMap<>();
        fields.put(prefix + "t", found.t());
        fields.put(prefix + "df", found.df());
        fields.put(prefix + "p_two_sided", found.p());
        fields.put(prefix + "p_greater", test.apply(Alternative.GREATER).p());
        fields.put(prefix + "p_less", test.apply(Alternative.LESS).p());
        fields.put(interval, found.interval());
        return fields;
    }

    private static Map<String, Object> bootstrap(Bootstrap found, JsonNode in) {
        double confidence = in.get("confidence").asDouble();
        Map<String, Object> fields = new HashMap<>();
        fields.put("mean", found.estimate());
        fields.put("mean_diff", found.estimate());
        fields.put("ci_sorted_index", found.rankedInterval(confidence));
        fields.put("ci_linear_percentile", found.interval(confidence));
        fields.put("excludes_zero", !found.interval(confidence).contains(0));
        return fields;
    }

    private static Map<String, Object> vectors(double[] a, double[] b) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("cosine", Vectors.cosine(a, b));
        fields.put("norm_a", Vectors.norm(a));
        fields.put("norm_b", Vectors.norm(b));
        fields.put("dot", Vectors.dot(a, b));
        fields.put("unit_b", Vectors.unit(b));
        fields.put("projection_scalar", Vectors.projection(a, b));
        fields.put("reflect_alpha_1", Vectors.reflect(a, b, 1));
        fields.put("reflect_alpha_1.5", Vectors.reflect(a, b, 1.5));
        fields.put("project_out_alpha_1", Vectors.projectOut(a, b, 1));
        fields.put("add_alpha_2", Vectors.add(a, b, 2));
        fields.put("cap_two_sided_0.25", Vectors.cap(a, b, 0.25));
        fields.put("floor_cap_0.25", Vectors.floor(a, b, 0.25));
        return fields;
    }

    private static Map<String, Object> information(double[] logitsA, double[] logitsB) {
        double[] a = Information.softmax(logitsA);
        double[] b = Information.softmax(logitsB);
        double[] logs = Information.logSoftmax(logitsA);
        double divergence = Information.jensenShannon(a, b);
        Map<String, Object> fields = new HashMap<>();
        fields.put("softmax_a", a);
        fields.put("log_softmax_a_first5", Arrays.copyOf(logs, Math.min(5, logs.length)));
        fields.put("logsumexp_a", Information.logSumExp(logitsA));
        fields.put("entropy_a_nats", Information.entropy(a));
        fields.put("entropy_a_bits", Information.bits(Information.entropy(a)));
        fields.put("kl_a_b_nats", Information.kullbackLeibler(a, b));
        fields.put("kl_b_a_nats", Information.kullbackLeibler(b, a));
        fields.put("js_nats", divergence);
        fields.put("js_bits", Information.bits(divergence));
        fields.put("js_distance_sqrt_nats", Information.jensenShannonDistance(a, b));
        fields.put("total_variation", Information.totalVariation(a, b));
        fields.put("perplexity_a", Math.exp(Information.entropy(a)));
        fields.put(
                "argmax_a", IntStream.range(0, a.length).reduce(0, (best, i) -> logitsA[i] > logitsA[best] ? i : best));
        return fields;
    }

    private static Map<String, Object> correlation(double[] x, double[] y) {
        Correlation pearson = Correlation.pearson(x, y);
        Correlation spearman = Correlation.spearman(x, y);
        Line line = Line.leastSquares(x, y);
        Map<String, Object> fields = new HashMap<>();
        fields.put("pearson_r", pearson.r());
        fields.put("pearson_p", pearson.p());
        fields.put("pearson_ci95_fisher", pearson.interval());
        fields.put("spearman_rho", spearman.r());
        fields.put("spearman_p", spearman.p());
        fields.put("kendall_tau_b", Correlation.kendall(x, y));
        fields.put("ranks_x_average", Correlation.ranks(x));
        fields.put("ols_slope", line.slope());
        fields.put("ols_intercept", line.intercept());
        return fields;
    }
}
