package assay.lib.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class PairPermutationTest {

    private static PairPermutation test(double[][] a, double[][] b) {
        return PairPermutation.test(a, b, Information::jensenShannonDistance, Rng.of(1, "test", 0));
    }

    private static double[][] rows(int n, double... row) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) rows[i] = row.clone();
        return rows;
    }

    @Property(tries = 12)
    void disjointGroupsAreAsUnlikelyAsCanBe(@ForAll @IntRange(min = 1, max = 12) int pairs) {
        PairPermutation found = test(rows(pairs, 3, 0), rows(pairs, 0, 3));
        // As found, and with every pair swapped.
        assertThat(found.p()).isCloseTo(2.0 / (1 << pairs), within(1e-12));
        assertThat(found.exact()).isTrue();
    }

    @Test
    void equalGroupsAreNoSurprise() {
        assertThat(test(rows(5, 1, 2), rows(5, 2, 4)).p()).isEqualTo(1);
        assertThat(test(rows(40, 1, 2), rows(40, 1, 2)).p()).isEqualTo(1);
    }

    @Test
    void aGroupWithoutInsertionsComparesWithNothing() {
        PairPermutation found = test(rows(4, 1, 2), rows(4, 0, 0));
        assertThat(found.statistic()).isNaN();
        assertThat(found.p()).isEqualTo(1);
    }

    @Test
    void countsArrangementsOneByOne() {
        // Differences of means by hand: pairs (5, 1), (4, 2), (1, 3); sums 10 and 6, statistic a - b = 4.
        double[][] a = {{5}, {4}, {1}};
        double[][] b = {{1}, {2}, {3}};
        PairPermutation found = PairPermutation.test(a, b, (x, y) -> x[0] - y[0], Rng.of(1, "test", 0));
        // +-4 +-2 +-2 is at least 4 for +4+2-2, +4-2+2 and +4+2+2.
        assertThat(found.statistic()).isEqualTo(4);
        assertThat(found.p()).isEqualTo(3.0 / 8);
    }

    @Test
    void rowsWithoutPartnerStay() {
        double[][] a = {{5}, {4}};
        double[][] b = {{1}};
        PairPermutation found = PairPermutation.test(a, b, (x, y) -> x[0] - y[0], Rng.of(1, "test", 0));
        assertThat(found.statistic()).isEqualTo(8);
        assertThat(found.arrangements()).isEqualTo(2);
        assertThat(found.p()).isEqualTo(0.5);
    }

    @Test
    void drawnArrangementsAgreeWithAllOfThem() {
        Random random = new Random(5);
        double[][] a = new double[12][4];
        double[][] b = new double[12][4];
        for (int i = 0; i < 12; i++) {
            for (int k = 0; k < 4; k++) {
                a[i][k] = random.nextInt(5);
                b[i][k] = random.nextInt(5) + (k == 0 ? 2 : 0);
            }
        }
        // A thirteenth pair without counts changes nothing but the way arrangements are found.
        double[][] more = Arrays.copyOf(a, 13);
        double[][] others = Arrays.copyOf(b, 13);
        more[12] = new double[4];
        others[12] = new double[4];
        PairPermutation drawn = test(more, others);
        assertThat(drawn.exact()).isFalse();
        assertThat(drawn.p()).isCloseTo(test(a, b).p(), within(0.02));
    }

    @Test
    void underTheHypothesisSmallValuesAreRare() {
        Random random = new Random(8);
        int small = 0;
        for (int trial = 0; trial < 400; trial++) {
            double[][] a = new double[8][3];
            double[][] b = new double[8][3];
            for (int i = 0; i < 8; i++) {
                for (int n = 0; n < 10; n++) {
                    a[i][random.nextInt(3)]++;
                    b[i][random.nextInt(3)]++;
                }
            }
            if (test(a, b).p() <= 0.1) small++;
        }
        assertThat(small).isBetween(20, 60);
    }

    @Property
    void thinningLeavesEquallyManyOfWhatWasThere(@ForAll long seed) {
        Random random = new Random(seed);
        double[][] a = new double[3][5];
        double[][] b = new double[2][5];
        for (double[] row : a) Arrays.setAll(row, i -> random.nextInt(6));
        for (double[] row : b) Arrays.setAll(row, i -> random.nextInt(6));
        double[][] thinned = PairPermutation.thin(a, b, Rng.of(seed, "test", 0));
        for (int row = 0; row < 2; row++) {
            assertThat(Arrays.stream(thinned[row]).sum())
                    .isEqualTo(Math.min(
                            Arrays.stream(a[row]).sum(), Arrays.stream(b[row]).sum()));
            for (int i = 0; i < 5; i++) assertThat(thinned[row][i]).isBetween(0.0, a[row][i]);
        }
        assertThat(thinned[2]).isEqualTo(a[2]);
    }

    @Test
    void aSmallerSampleOfTheSameIsNoSurpriseOnceThinned() {
        Random random = new Random(3);
        int small = 0;
        for (int trial = 0; trial < 300; trial++) {
            double[][] a = new double[6][60];
            double[][] b = new double[6][60];
            for (int i = 0; i < 6; i++) {
                for (int n = 0; n < 36; n++) a[i][(int) (60 * Math.pow(random.nextDouble(), 2))]++;
                for (int n = 0; n < 12; n++) b[i][(int) (60 * Math.pow(random.nextDouble(), 2))]++;
            }
            UniformRandomProvider draws = Rng.of(trial, "test", 0);
            if (test(PairPermutation.thin(a, b, draws), PairPermutation.thin(b, a, draws))
                            .p()
                    <= 0.1) small++;
        }
        assertThat(small).isBetween(12, 48);
    }
}
