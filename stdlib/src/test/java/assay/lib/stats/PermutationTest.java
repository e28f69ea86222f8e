package assay.lib.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class PermutationTest {

    private static UniformRandomProvider random() {
        return Rng.of(1, "test", 0);
    }

    @Test
    void signsByHand() {
        // sums of +-1 +-2 +-3: 6 once, -6 once, of eight
        double[] differences = {1, 2, 3, 0};
        Permutation found = Permutation.signFlip(differences, Alternative.TWO_SIDED, random());
        assertThat(found).isEqualTo(new Permutation(1.5, 2.0 / 8, 8, true));
        assertThat(Permutation.signFlip(differences, Alternative.GREATER, random())
                        .p())
                .isEqualTo(1.0 / 8);
        assertThat(Permutation.signFlip(differences, Alternative.LESS, random()).p())
                .isEqualTo(1);
        assertThat(Permutation.signFlip(new double[5], Alternative.TWO_SIDED, random()))
                .isEqualTo(new Permutation(0, 1, 1, true));
    }

    /** Differences of one size: the sign test, which is binomial. */
    @Test
    void equalDifferencesAreTheSignTest() {
        double[] differences = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, -0.1, 0.1, 0.1, -0.1};
        assertThat(Permutation.signFlip(differences, Alternative.TWO_SIDED, random())
                        .p())
                .isCloseTo(Binomial.test(10, 12, 0.5, Alternative.TWO_SIDED).p(), within(1e-12));
    }

    @Test
    void drawnSignsAgreeWithTheNormalLimit() {
        Random random = new Random(3);
        double[] differences = random.doubles(200).map(x -> x - 0.46).toArray();
        Permutation found = Permutation.signFlip(differences, Alternative.GREATER, random());
        assertThat(found.exact()).isFalse();
        assertThat(found.p())
                .isCloseTo(TTest.oneSample(differences, 0, Alternative.GREATER).p(), within(0.02));
    }

    @Test
    void groupsByHand() {
        // of the ten ways to choose two of five only {4, 5} has a sum of 9 or more
        Permutation found =
                Permutation.groups(new double[] {4, 5}, new double[] {1, 2, 3}, Alternative.GREATER, random());
        assertThat(found).isEqualTo(new Permutation(2.5, 1.0 / 10, 10, true));
        assertThat(Permutation.groups(new double[] {1, 2}, new double[] {3, 4, 5}, Alternative.LESS, random())
                        .p())
                .isEqualTo(1.0 / 10);
    }

    /** With ranks as values and their sum as statistic this is the exact Mann-Whitney test. */
    @Property(tries = 60)
    void onRanksAGroupTestIsMannWhitneys(@ForAll long seed) {
        Random random = new Random(seed);
        double[] ranks = Correlation.ranks(random.doubles(13).toArray());
        double[] a = Arrays.copyOf(ranks, 5);
        double[] b = Arrays.copyOfRange(ranks, 5, 13);
        Permutation found = Permutation.groups(a, b, Alternative.GREATER, random());
        assertThat(found.arrangements()).isEqualTo(1287);
        assertThat(found.p())
                .isCloseTo(MannWhitney.test(a, b, Alternative.GREATER).p(), within(1e-12));
    }

    @Test
    void drawnGroupsAgreeWithAllOfThem() {
        double[] a = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
        double[] b = {2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, 9};
        Permutation found = Permutation.groups(a, b, Alternative.TWO_SIDED, random());
        assertThat(found.exact()).isFalse();
        assertThat(found.p())
                .isCloseTo(TTest.student(a, b, Alternative.TWO_SIDED).p(), within(0.03));
        assertThat(Permutation.groups(a, b, (x, y) -> Double.NaN, Alternative.GREATER, random())
                        .p())
                .isEqualTo(1);
    }
}
