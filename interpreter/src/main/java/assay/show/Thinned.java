package assay.show;

import java.util.stream.IntStream;

/** A long curve with fewer points that looks the same: of each stretch its gap, or its lowest and highest point. */
final class Thinned {
    private Thinned() {}

    /** At most {@code most} points. */
    static Plot.Series of(Plot.Series series, int most) {
        int n = series.xs().length;
        if (n <= most) return series;
        int stretches = Math.max(1, most / 2);
        int[] kept = IntStream.range(0, stretches)
                .flatMap(
                        i -> extremes(series, (int) ((long) i * n / stretches), (int) ((long) (i + 1) * n / stretches)))
                .toArray();
        return new Plot.Series(
                series.name(),
                IntStream.of(kept).mapToDouble(i -> series.xs()[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> series.ys()[i]).toArray());
    }

    private static IntStream extremes(Plot.Series series, int from, int to) {
        int low = from;
        int high = from;
        for (int i = from; i < to; i++) {
            double y = series.ys()[i];
            if (!Double.isFinite(y) || !Double.isFinite(series.xs()[i])) return IntStream.of(i);
            if (y < series.ys()[low]) low = i;
            if (y > series.ys()[high]) high = i;
        }
        return low == high ? IntStream.of(low) : IntStream.of(Math.min(low, high), Math.max(low, high));
    }
}
