package assay.show;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis with round numbers along it.
 *
 * @param least where the axis begins
 * @param most where it ends
 * @param first tick, at or after {@code least}
 * @param step between ticks
 */
record Ticks(double least, double most, double first, double step, int count) {
    private static final double SLACK = 1e-9;

    /** Of a number's size: a shorter axis around it could not be divided. */
    private static final double FINEST = 1e-9;

    private static final double LARGEST_PLAIN = 1e7;
    private static final double SMALLEST_PLAIN = 1e-4;

    /** Of a number's size: smaller differences are lost when it is shortened to four digits. */
    private static final double SHORTENED = 1e-3;

    /** An axis that begins and ends on a tick and has at most {@code ticks} of them, or three where 0 lies inside. */
    static Ticks around(double least, double most, int ticks) {
        if (isPoint(least, most)) return around(least - half(least), least + half(least), ticks);
        for (int i = 0; ; i++) {
            double step = step(most - least, ticks, i);
            double first = Math.floor(least / step + SLACK) * step;
            int count = (int) Math.ceil((most - first) / step - SLACK) + 1;
            if (count <= Math.max(3, ticks)) return new Ticks(first, first + (count - 1) * step, first, step, count);
        }
    }

    /**
     * An axis from {@code least} to {@code most} with at most {@code ticks} ticks inside.
     *
     * @param finest the smallest step that makes sense, or 0
     */
    static Ticks within(double least, double most, int ticks, double finest) {
        if (isPoint(least, most)) return around(least, most, ticks);
        for (int i = 0; ; i++) {
            double step = step(most - least, ticks, i);
            double first = Math.ceil(least / step - SLACK) * step;
            int count = (int) Math.floor((most - first) / step + SLACK) + 1;
            if (count <= Math.max(2, ticks) && step >= finest) return new Ticks(least, most, first, step, count);
        }
    }

    private static boolean isPoint(double least, double most) {
        return most - least <= FINEST * Math.max(Math.abs(least), Math.abs(most));
    }

    private static double half(double value) {
        return value == 0 ? 1 : Math.abs(value) / 2;
    }

    /** 1, 2 or 5 times a power of ten; the next larger one for the next {@code index}. */
    private static double step(double span, int ticks, int index) {
        double smallest = Math.pow(10, Math.floor(Math.log10(span / Math.max(1, ticks))));
        return new double[] {1, 2, 5}[index % 3] * smallest * Math.pow(10, index / 3);
    }

    double at(int tick) {
        double value = first + tick * step;
        return Math.abs(value) < step * SLACK ? 0 : value;
    }

    /** Where a number lies between the beginning of the axis, 0, and its end, 1. */
    double place(double value) {
        return (value - least) / (most - least);
    }

    /** All with as many digits as tell them apart. */
    List<String> labels() {
        double size = Math.max(Math.abs(least), Math.abs(most));
        boolean plain = size < LARGEST_PLAIN && step >= SMALLEST_PLAIN || step < size * SHORTENED;
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + SLACK));
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) labels.add(plain ? Digits.of(at(i), decimals) : Digits.of(at(i)));
        return labels;
    }
}
