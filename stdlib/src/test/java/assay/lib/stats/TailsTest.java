package assay.lib.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.combinatorics.BinomialCoefficientDouble;
import org.junit.jupiter.api.Test;

/** Closed forms and degenerate samples, beyond what the reference holds. */
class TailsTest {

    @Property(tries = 300)
    void theTwoSidedBinomialTestSumsWhatIsNoMoreLikely(
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(max = 60) int some,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
        int k = some % (n + 1);
        double[] mass = new double[n + 1];
        for (int i = 0; i <= n; i++)
            mass[i] = BinomialCoefficientDouble.value(n, i) * Math.pow(p, i) * Math.pow(1 - p, n - i);
        double sum = Arrays.stream(mass).filter(m -> m <= mass[k] * (1 + 1e-7)).sum();
        Binomial found = Binomial.test(k, n, p, Alternative.TWO_SIDED);
        assertThat(found.p()).isCloseTo(sum, within(1e-9 * sum));
        assertThat(found.exact().low()).isLessThanOrEqualTo(found.proportion());
        assertThat(found.exact().high()).isGreaterThanOrEqualTo(found.proportion());
        // the interval holds what the test at its ends just does not reject
        if (k > 0)
            assertThat(Binomial.test(k, n, found.exact().low(), Alternative.GREATER)
                            .p())
                    .isCloseTo(0.025, within(1e-9));
    }

    @Test
    void samplesWithoutSpreadOrWithOneValue() {
        double[] same = {0.1, 0.1, 0.1};
        assertThat(TTest.oneSample(same, 0, Alternative.GREATER).p()).isZero();
        assertThat(TTest.oneSample(same, 0, Alternative.LESS).p()).isEqualTo(1);
        assertThat(TTest.welch(same, same, Alternative.TWO_SIDED).p()).isNaN();
        TTest one = TTest.oneSample(new double[] {3}, 0, Alternative.TWO_SIDED);
        assertThat(one.estimate()).isEqualTo(3);
        assertThat(one.p()).isNaN();
        assertThat(one.interval().low()).isNaN();
        assertThat(TTest.oneSample(new double[0], 0, Alternative.TWO_SIDED).p()).isNaN();
        assertThat(EffectSize.cohensD(same, same)).isNaN();
        assertThat(Correlation.pearson(same, new double[] {1, 2, 3}).r()).isNaN();
        assertThat(Correlation.pearson(same, new double[] {1, 2, 3}).p()).isNaN();
        assertThat(Correlation.pearson(new double[] {1, 2, 3}, new double[] {2, 4, 6})
                        .p())
                .isLessThan(1e-6);
        assertThat(Line.leastSquares(same, same).slope()).isNaN();
        assertThat(Kappa.of(List.of("a", "a"), List.of("a", "a")).kappa()).isNaN();
        assertThat(FisherExact.test(0, 0, 3, 4, Alternative.TWO_SIDED)).isEqualTo(new FisherExact(Double.NaN, 1));
        assertThat(FisherExact.test(5, 0, 0, 5, Alternative.TWO_SIDED).oddsRatio())
                .isInfinite();
        assertThat(McNemar.test(0, 0).p()).isEqualTo(1);
        assertThat(MannWhitney.test(same, same, Alternative.TWO_SIDED).p()).isEqualTo(1);
    }

    @Property(tries = 300)
    void equalValuesHaveNoSpread(@ForAll double value, @ForAll @IntRange(min = 2, max = 40) int n) {
        double[] same = new double[n];
        Arrays.fill(same, value % 1e6);
        assertThat(TTest.oneSample(same, value % 1e6 + 1, Alternative.TWO_SIDED).p())
                .isZero();
        assertThat(TTest.oneSample(same, value % 1e6, Alternative.TWO_SIDED).p())
                .isNaN();
        assertThat(Correlation.pearson(same, new Random(n).doubles(n).toArray()).r())
                .isNaN();
    }

    @Test
    void farTailsKeepTheirDigits() {
        // Student's t with two degrees of freedom: P(T > t) = 1/2 - t / (2 sqrt(2 + t^2)), about 1 / (2 t^2)
        assertThat(TTest.p(1e9, 2, Alternative.GREATER)).isCloseTo(5e-19, within(1e-27));
        assertThat(Binomial.test(400, 400, 0.5, Alternative.GREATER).p()).isCloseTo(Math.pow(0.5, 400), within(1e-132));
    }

    @Test
    void whatIsNoSampleIsRefused() {
        assertThatThrownBy(() -> Binomial.test(3, 2, 0.5, Alternative.LESS)).hasMessage("3 successes in 2 trials");
        assertThatThrownBy(() -> Binomial.test(1, 2, 1.5, Alternative.LESS)).hasMessage("probability 1.5");
        assertThatThrownBy(() -> Vectors.dot(new double[2], new double[3])).hasMessage("2 values against 3");
        assertThatThrownBy(() -> MultipleTesting.holm(new double[] {Double.NaN}))
                .hasMessage("p NaN");
    }

    @Property(tries = 100)
    void bootstrapIntervalsHoldTheMean(@ForAll long seed) {
        double[] x = new Random(seed).doubles(30).toArray();
        Bootstrap found = Bootstrap.mean(x, Bootstrap.RESAMPLES, Rng.of(seed, "test", 0));
        assertThat(found.interval().contains(found.estimate())).isTrue();
        assertThat(found.resampled()).hasSize(1000).isSorted();
        double[] shifted = Arrays.stream(x).map(v -> v + 1).toArray();
        Bootstrap pairs = Bootstrap.meanDifference(shifted, x, 100, Rng.of(seed, "test", 0));
        assertThat(pairs.interval().high()).isCloseTo(1, within(1e-12));
        Bootstrap groups = Bootstrap.groupDifference(shifted, x, 1000, Rng.of(seed, "test", 0));
        TTest student = TTest.student(shifted, x, Alternative.TWO_SIDED);
        assertThat(groups.interval().low()).isCloseTo(student.interval().low(), within(0.08));
    }
}
