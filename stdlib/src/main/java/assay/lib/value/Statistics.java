package assay.lib.value;

import assay.lib.verb.Failure;
import java.util.Arrays;
import java.util.List;

/** Descriptive statistics of a list of numbers, e.g. of a column; anything but finite numbers is a {@link Failure}. */
public final class Statistics {
    private Statistics() {}

    /** The sum; 0 of nothing. */
    public static double sum(List<Value> values) {
        return finite("sum", Arrays.stream(numbers("sum", values)).sum());
    }

    public static double mean(List<Value> values) {
        return mean("mean", some("mean", values, 1));
    }

    /** The sample standard deviation, with n - 1. */
    public static double std(List<Value> values) {
        double[] x = some("std", values, 2);
        double mean = mean("std", x);
        double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        return finite("std", Math.sqrt(squares / (x.length - 1)));
    }

    public static double min(List<Value> values) {
        return Arrays.stream(some("min", values, 1)).min().getAsDouble();
    }

    public static double max(List<Value> values) {
        return Arrays.stream(some("max", values, 1)).max().getAsDouble();
    }

    /** The middle one, or the mean of the two in the middle. */
    public static double median(List<Value> values) {
        double[] x = some("median", values, 1);
        Arrays.sort(x);
        int half = x.length / 2;
        return x.length % 2 == 1 ? x[half] : x[half - 1] / 2 + x[half] / 2;
    }

    private static double mean(String what, double[] x) {
        return finite(what, Arrays.stream(x).sum() / x.length);
    }

    private static double[] some(String what, List<Value> values, int least) {
        if (values.size() < least)
            throw new Failure("`" + what + "` needs at least " + (least == 1 ? "one number" : least + " numbers")
                    + ", and there " + (values.size() == 1 ? "is 1" : "are " + values.size()));
        return numbers(what, values);
    }

    private static double[] numbers(String what, List<Value> values) {
        double[] x = new double[values.size()];
        for (int i = 0; i < x.length; i++) {
            if (!(values.get(i) instanceof Value.Num(double number)))
                throw new Failure("`" + what + "` takes numbers, and item " + i + " is " + Values.brief(values.get(i)));
            if (!Double.isFinite(number))
                throw new Failure("`" + what + "` takes finite numbers, and item " + i + " is " + number);
            x[i] = number;
        }
        return x;
    }

    private static double finite(String what, double x) {
        if (!Double.isFinite(x)) throw new Failure("these numbers are too large for `" + what + "`");
        return x;
    }
}
