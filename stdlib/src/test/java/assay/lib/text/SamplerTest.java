package assay.lib.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.lib.stats.Rng;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Filters and draws on a distribution that is known: 0.4, 0.3, 0.15, 0.1, 0.05. */
class SamplerTest {
    private static final double[] P = {0.1, 0.4, 0.05, 0.3, 0.15};
    private static final int DRAWS = 20_000;

    @Test
    void temperatureZeroTakesTheMostLikelyAndAmongEqualsTheLowest() {
        UniformRandomProvider random = Rng.of(1, "test", 0);
        assertThat(new Sampler(0, 0.5, 0.5, 1).pick(logs(P), P.length, random)).isEqualTo(1);
        assertThat(new Sampler(0, 1, 0, 0).pick(new Distribution(new float[] {-2, -1, -1}), 3, random))
                .isEqualTo(1);
    }

    @Test
    void drawsInProportion() {
        assertShares(new Sampler(1, 1, 0, 0), P);
    }

    @Test
    void temperatureFlattensOrSharpens() {
        double[] sharp = Arrays.stream(P).map(p -> p * p).toArray();
        assertShares(new Sampler(0.5, 1, 0, 0), normal(sharp));
    }

    @Test
    void topKKeepsTheMostLikely() {
        assertShares(new Sampler(1, 1, 0, 2), normal(0, 0.4, 0, 0.3, 0));
        assertShares(new Sampler(1, 1, 0, 99), P);
    }

    @Test
    void topPKeepsTheFewestThatHoldTheMass() {
        assertShares(new Sampler(1, 0.6, 0, 0), normal(0, 0.4, 0, 0.3, 0));
        assertShares(new Sampler(1, 0.75, 0, 0), normal(0, 0.4, 0, 0.3, 0.15));
        assertShares(new Sampler(1, 0.01, 0, 0), normal(0, 1, 0, 0, 0));
    }

    @Test
    void minPIsRelativeToTheMostLikely() {
        assertShares(new Sampler(1, 1, 0.3, 0), normal(0, 0.4, 0, 0.3, 0.15));
        assertShares(new Sampler(1, 1, 1, 0), normal(0, 1, 0, 0, 0));
    }

    @Test
    void filtersWorkTogetherOnTheUntemperedDistribution() {
        double[] kept = normal(0, Math.sqrt(0.4), 0, Math.sqrt(0.3), 0);
        assertShares(new Sampler(2, 0.95, 0.2, 2), kept);
    }

    @Test
    void neverDrawsWhatIsImpossible() {
        Distribution next = new Distribution(new float[] {-1000, 0, -1000, 0});
        assertThat(new Sampler(1, 1, 0, 0).pick(next, 3, Rng.of(1, "test", 0))).isEqualTo(1);
    }

    @Property
    void ranksByLogitThenById(@ForAll @Size(min = 1) List<@FloatRange(min = -3, max = 3) Float> logits) {
        float[] x = new float[logits.size()];
        for (int i = 0; i < x.length; i++) x[i] = Math.round(logits.get(i));
        Distribution distribution = new Distribution(x);
        List<Integer> expected = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -(x[id] + 0.0f)))
                .toList();
        assertThat(distribution.ranked(x.length))
                .containsExactly(expected.stream().mapToInt(id -> id).toArray());
        assertThat(distribution.best(x.length)).isEqualTo(expected.getFirst());
        assertThat(distribution.rank(expected.getFirst())).isEqualTo(1);
    }

    @Test
    void penaltyDividesPositiveLogitsAndMultipliesNegativeOnes() {
        float[] logits = {2, -2, 3};
        Sampler.penalize(logits, new int[] {0, 1, 0}, 2);
        assertThat(logits).containsExactly(1, -4, 3);
    }

    private static void assertShares(Sampler sampler, double[] expected) {
        UniformRandomProvider random = Rng.of(7, "test", 0);
        double[] shares = new double[P.length];
        for (int i = 0; i < DRAWS; i++) shares[sampler.pick(logs(P), P.length, random)] += 1.0 / DRAWS;
        for (int id = 0; id < P.length; id++) {
            // five standard deviations
            double slack = 5 * Math.sqrt(expected[id] * (1 - expected[id]) / DRAWS) + 1e-9;
            assertThat(shares[id]).isCloseTo(expected[id], within(slack));
        }
    }

    private static Distribution logs(double[] p) {
        float[] logits = new float[p.length];
        for (int id = 0; id < p.length; id++) logits[id] = (float) Math.log(p[id]);
        return new Distribution(logits);
    }

    private static double[] normal(double... weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }
}
