package assay.show;

import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis.
 *
 * @param step between them
 */
record Ticks(double first, double step, int count) {

    /** At most {@code most} ticks that cover {@code least..largest}, so that the axis begins and ends on a tick. */
    static Ticks covering(double least, double largest, int most) {
        if (least == largest) {
            double pad = least == 0 ? 1 : Math.abs(least) * 0.5;
            return covering(least - pad, largest + pad, most);
        }
        double span = largest - least;
        double rough = Math.pow(10, Math.floor(Math.log10(span / Math.max(1, most - 1))));
        for (double magnitude = rough; ; magnitude *= 10) {
            for (double factor : new double[] {1, 2, 5}) {
                double step = factor * magnitude;
                double first = Math.floor(least / step + 1e-9) * step;
                int count = (int) Math.ceil((largest - first) / step - 1e-9) + 1;
                if (count <= Math.max(2, most)) return new Ticks(first, step, count);
            }
        }
    }

    double at(int tick) {
        double value = first + tick * step;
        return Math.abs(value) < step * 1e-9 ? 0 : value;
    }

    double last() {
        return at(count - 1);
    }

    /** Where a number lies between the first tick, 0, and the last, 1. */
    double place(double value) {
        return (value - first) / (last() - first);
    }

    /** All with as many digits as the step needs. */
    List<String> labels() {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = at(i);
        boolean huge = Math.max(Math.abs(first), Math.abs(last())) >= 1e7 || step < 1e-4;
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        List<String> labels = new ArrayList<>();
        for (double value : values) labels.add(huge ? Digits.of(value) : Digits.of(value, decimals));
        return labels;
    }
}
