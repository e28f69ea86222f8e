package assay.engine.text.jinja;

import java.util.ArrayList;
import java.util.List;

/** A Python range, of at most 100,000 numbers as in Jinja's sandbox. */
record Range(long start, long stop, long step) {
    private static final long MAX_LENGTH = 100_000;

    Range {
        if (step == 0) {
            throw new Fault("range() must not have the step 0.");
        }
        if (length(start, stop, step) > MAX_LENGTH) {
            throw new Fault("range() gives at most " + MAX_LENGTH + " numbers.");
        }
    }

    static Range of(Arguments arguments) {
        Arguments.Bound bound = arguments.bind("range", "start", "stop", "step");
        long first = number(bound.get(0));
        return bound.has(1)
                ? new Range(first, number(bound.get(1)), bound.has(2) ? number(bound.get(2)) : 1)
                : new Range(0, first, 1);
    }

    private static long number(Object value) {
        return switch (value) {
            case Long n when Math.abs(n) < 1L << 60 -> n;
            case Boolean b -> b ? 1 : 0;
            case Undefined undefined -> throw undefined.fault();
            case null, default -> throw new Fault("range() takes whole numbers, not " + Python.typeName(value) + ".");
        };
    }

    private static long length(long start, long stop, long step) {
        long span = step > 0 ? stop - start : start - stop;
        return span <= 0 ? 0 : (span - 1) / Math.abs(step) + 1;
    }

    int length() {
        return (int) length(start, stop, step);
    }

    /** The number at this place. */
    Object get(int place) {
        return start + place * step;
    }

    List<Object> items() {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < length(); i++) {
            items.add(get(i));
        }
        return items;
    }

    boolean sameNumbers(Range other) {
        return length() == other.length()
                && (length() == 0 || start == other.start && (length() == 1 || step == other.step));
    }

    @Override
    public String toString() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}
