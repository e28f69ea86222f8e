package assay.plan;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a model takes here: seconds of a forward pass, and of each position in it. Measured by passes of one position
 * and of many in turn, for a second after one in which Java warms up; the medians count.
 */
public record Calibration(double pass, double position) {
    private static final int MANY = 64;
    private static final int LEAST = 10; // of each, however slow they are: the first ones are nothing like the others
    private static final double NANOS = 1e9;

    public static Calibration of(Model model) {
        inTurn(model, new ArrayList<>(), new ArrayList<>());
        List<Long> ones = new ArrayList<>();
        List<Long> many = new ArrayList<>();
        inTurn(model, ones, many);
        double position = Math.max(0, (median(many) - median(ones)) / (MANY - 1));
        return new Calibration(Math.max(0, median(ones) - position), position);
    }

    /** For a second; nanoseconds of each pass are added to the lists. */
    private static void inTurn(Model model, List<Long> ones, List<Long> many) {
        long start = System.nanoTime();
        while (ones.size() < LEAST || System.nanoTime() - start < NANOS) {
            ones.add(nanos(model, 1));
            many.add(nanos(model, MANY));
        }
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2) / NANOS;
    }

    private static long nanos(Model model, int positions) {
        long start = System.nanoTime();
        try (KvCache cache = model.cache();
                var pass = model.forward(List.of(new Sequence(cache, new int[positions])))) {
            pass.logits(positions - 1);
        }
        return System.nanoTime() - start;
    }

    double seconds(Work work) {
        return work.passes() * pass + work.positions() * position;
    }
}
