package assay.lib.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;

class PrincipalComponentTest {

    /** It is an eigenvector of the rows' second moments, none is longer along another direction, and its sign is told. */
    @Property(tries = 200)
    void isTheLongestDirection(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 9) int d,
            @ForAll @IntRange(min = 0, max = 1 << 20) int seed) {
        UniformRandomProvider random = Rng.of(seed, "rows", 0);
        double[][] rows = new double[n][d];
        for (double[] row : rows) for (int i = 0; i < d; i++) row[i] = random.nextDouble(-1, 2);
        double[] first = PrincipalComponent.first(rows);
        assertThat(Vectors.norm(first)).isCloseTo(1, within(1e-9));
        double longest = length(rows, first);
        for (int trial = 0; trial < 20; trial++) {
            double[] other = new double[d];
            for (int i = 0; i < d; i++) other[i] = random.nextDouble(-1, 1);
            assertThat(length(rows, Vectors.unit(other))).isLessThanOrEqualTo(longest + 1e-9);
        }
        double sum = 0;
        for (double[] row : rows) sum += Vectors.dot(row, first);
        assertThat(sum).isGreaterThanOrEqualTo(-1e-9);
    }

    private static double length(double[][] rows, double[] along) {
        double squares = 0;
        for (double[] row : rows) squares += Math.pow(Vectors.dot(row, along), 2);
        return squares;
    }
}
