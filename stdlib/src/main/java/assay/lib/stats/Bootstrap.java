package assay.lib.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The percentile bootstrap.
 *
 * @param estimate of the sample itself
 * @param resampled the statistic of every resample, ascending
 */
public record Bootstrap(double estimate, double[] resampled) {
    public static final int RESAMPLES = 1000;

    public static Bootstrap mean(double[] x, int[][] indices) {
        return of(x.length, indices, rows -> mean(x, rows));
    }

    public static Bootstrap mean(double[] x, int resamples, UniformRandomProvider random) {
        return mean(x, indices(x.length, resamples, random));
    }

    /** Of pairs: the same rows are drawn of both. */
    public static Bootstrap meanDifference(double[] x, double[] y, int[][] indices) {
        return mean(Samples.difference(x, y), indices);
    }

    /** Of pairs: the same rows are drawn of both. */
    public static Bootstrap meanDifference(double[] x, double[] y, int resamples, UniformRandomProvider random) {
        return mean(Samples.difference(x, y), resamples, random);
    }

    /** Of two groups without pairs: each is drawn from by itself. */
    public static Bootstrap groupDifference(double[] a, double[] b, int resamples, UniformRandomProvider random) {
        double[] differences = new double[resamples];
        int[] left = new int[a.length];
        int[] right = new int[b.length];
        for (int r = 0; r < resamples; r++) {
            draw(left, random);
            draw(right, random);
            differences[r] = mean(a, left) - mean(b, right);
        }
        Arrays.sort(differences);
        return new Bootstrap(
                Arrays.stream(a).average().orElse(Double.NaN)
                        - Arrays.stream(b).average().orElse(Double.NaN),
                differences);
    }

    /**
     * Any statistic of rows.
     *
     * @param size how many rows there are
     * @param indices one row per resample
     * @param statistic of the rows with these indices; the sample itself is 0 to {@code size - 1}
     */
    public static Bootstrap of(int size, int[][] indices, ToDoubleFunction<int[]> statistic) {
        int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        double[] resampled =
                Arrays.stream(indices).mapToDouble(statistic).sorted().toArray();
        return new Bootstrap(statistic.applyAsDouble(all), resampled);
    }

    /** Rows drawn with replacement. */
    public static int[][] indices(int size, int resamples, UniformRandomProvider random) {
        int[][] indices = new int[resamples][size];
        for (int[] rows : indices) draw(rows, random);
        return indices;
    }

    /** The 95 % interval. */
    public Interval interval() {
        return interval(Interval.CONFIDENCE);
    }

    /** Percentiles with linear interpolation, at {@code (resamples - 1) * q}. */
    public Interval interval(double confidence) {
        double tail = (1 - confidence) / 2;
        return new Interval(percentile(tail), percentile(1 - tail));
    }

    /** The values at {@code floor(resamples * q)}, as simpler programs do it. */
    public Interval rankedInterval(double confidence) {
        double tail = (1 - confidence) / 2;
        return new Interval(ranked(tail), ranked(1 - tail));
    }

    private double percentile(double q) {
        if (resampled.length == 0) return Double.NaN;
        double at = (resampled.length - 1) * q;
        int below = (int) at;
        double low = resampled[below];
        double high = resampled[Math.min(below + 1, resampled.length - 1)];
        return low + (at - below) * (high - low);
    }

    private double ranked(double q) {
        if (resampled.length == 0) return Double.NaN;
        // 1 - 0.975 is not 0.025: without a little help 1000 * q falls one short
        return resampled[Math.clamp((int) Math.floor(resampled.length * q + 1e-9), 0, resampled.length - 1)];
    }

    private static void draw(int[] rows, UniformRandomProvider random) {
        for (int i = 0; i < rows.length; i++) rows[i] = random.nextInt(rows.length);
    }

    private static double mean(double[] x, int[] rows) {
        double sum = 0;
        for (int row : rows) sum += x[row];
        return sum / rows.length;
    }
}
