package assay.run;

import java.util.function.Supplier;

/** How long the experiments of a run have taken, those inside of others within these. */
final class Effort {
    private static final double NANOS = 1e9;

    private long nanos;
    private boolean busy;

    <T> T on(Supplier<T> experiment) {
        if (busy) return experiment.get();
        busy = true;
        long start = System.nanoTime();
        try {
            return experiment.get();
        } finally {
            nanos += System.nanoTime() - start;
            busy = false;
        }
    }

    double seconds() {
        return nanos / NANOS;
    }
}
