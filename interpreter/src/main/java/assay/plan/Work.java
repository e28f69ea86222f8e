package assay.plan;

/**
 * What an experiment asks of a model, at most.
 *
 * @param passes forward passes, each of a whole batch
 * @param positions tokens pushed through the model in all of them
 * @param held positions in caches at one time
 */
public record Work(long passes, long positions, long held) {
    static final Work NONE = new Work(0, 0, 0);

    /** One after the other. */
    Work plus(Work other) {
        return new Work(sum(passes, other.passes), sum(positions, other.positions), Math.max(held, other.held));
    }

    /** So many times, one after the other. */
    Work times(long count) {
        return new Work(product(passes, count), product(positions, count), count == 0 ? 0 : held);
    }

    static long sum(long a, long b) {
        return Long.MAX_VALUE - a < b ? Long.MAX_VALUE : a + b;
    }

    static long product(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }
}
