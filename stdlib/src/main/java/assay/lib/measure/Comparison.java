package assay.lib.measure;

import assay.lib.stats.Alternative;
import assay.lib.stats.Bootstrap;
import assay.lib.stats.Interval;
import assay.lib.stats.Permutation;
import assay.lib.stats.Rng;
import java.util.stream.IntStream;

/**
 * Two lists of scores, item by item.
 *
 * @param difference the second less the first, with what resampling the items makes of it
 * @param p of the paired permutation test that nothing distinguishes the two
 */
record Comparison(double[] a, double[] b, Bootstrap difference, double p) {
    /** What rounding may have done to a score. */
    private static final double SAME = 1e-9;

    static Comparison of(double[] a, double[] b, long seed, String what) {
        double[] differences =
                IntStream.range(0, a.length).mapToDouble(i -> b[i] - a[i]).toArray();
        return new Comparison(
                a,
                b,
                Bootstrap.mean(differences, Bootstrap.RESAMPLES, Rng.of(seed, "bootstrap " + what, 0)),
                Permutation.signFlip(differences, Alternative.TWO_SIDED, Rng.of(seed, "permutation " + what, 0))
                        .p());
    }

    double delta() {
        return difference.estimate();
    }

    Interval interval() {
        return difference.interval();
    }

    String change(int item) {
        double change = b[item] - a[item];
        return change > SAME ? "improved" : change < -SAME ? "regressed" : "unchanged";
    }

    int count(String change) {
        return (int) IntStream.range(0, a.length)
                .filter(item -> change(item).equals(change))
                .count();
    }
}
