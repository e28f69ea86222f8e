package assay.bench;

import java.util.stream.IntStream;

/** How fast this machine reads memory with as many threads as it has processors. */
final class Bandwidth {
    private static final int LONGS_PER_THREAD = 1 << 25;
    private static final int ROUNDS = 8;

    private Bandwidth() {}

    /** Bytes a second, the best of a few rounds over arrays that no cache holds. */
    static double measure() {
        int threads = Runtime.getRuntime().availableProcessors();
        long[][] data = new long[threads][LONGS_PER_THREAD];
        double best = 0;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            sum += IntStream.range(0, threads)
                    .parallel()
                    .mapToLong(t -> sum(data[t]))
                    .sum();
            double seconds = (System.nanoTime() - start) / 1e9;
            best = Math.max(best, 8.0 * threads * LONGS_PER_THREAD / seconds);
        }
        if (sum != 0) throw new AssertionError("zeros add up to zero");
        return best;
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) sum += value;
        return sum;
    }
}
