package assay.plan;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a model takes here: seconds of a forward pass, and of each position in it. Measured by passes of one position
 * and of many, a second each: the median of the later half, when Java has warmed up.
 */
public record Calibration(double pass, double position) {
    private static final int MANY = 64;
    private static final long NANOS = 1_000_000_000;

    public static Calibration of(Model model) {
        double one = seconds(model, 1);
        double many = seconds(model, MANY);
        double position = Math.max(0, (many - one) / (MANY - 1));
        return new Calibration(Math.max(0, one - position), position);
    }

    /** Of a pass with so many positions that starts from nothing. */
    private static double seconds(Model model, int positions) {
        List<Long> times = new ArrayList<>();
        long start = System.nanoTime();
        while (times.isEmpty() || System.nanoTime() - start < NANOS) {
            long before = System.nanoTime();
            pass(model, positions);
            times.add(System.nanoTime() - before);
        }
        List<Long> warm = times.subList(times.size() / 2, times.size());
        return (double) warm.stream().sorted().toList().get(warm.size() / 2) / NANOS;
    }

    private static void pass(Model model, int positions) {
        try (KvCache cache = model.cache();
                var pass = model.forward(List.of(new Sequence(cache, new int[positions])))) {
            pass.logits(positions - 1);
        }
    }

    double seconds(Work work) {
        return work.passes() * pass + work.positions() * position;
    }
}
