package assay.lib.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** p-values adjusted for there being many of them: a hypothesis is rejected where its adjusted p is at most alpha. */
public final class MultipleTesting {
    private MultipleTesting() {}

    /** Holds the chance of any false rejection; Holm's does too and rejects more. */
    public static double[] bonferroni(double[] p) {
        return Arrays.stream(p).map(x -> Math.min(1, x * p.length)).toArray();
    }

    /** Holds the chance of any false rejection, however the tests depend on each other. */
    public static double[] holm(double[] p) {
        int[] order = order(p);
        double[] adjusted = new double[p.length];
        double least = 0;
        for (int rank = 0; rank < p.length; rank++) {
            least = Math.max(least, Math.min(1, p[order[rank]] * (p.length - rank)));
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }

    /** Holds the share of false ones among the rejections, for tests that do not pull against each other. */
    public static double[] benjaminiHochberg(double[] p) {
        return stepUp(p, 1);
    }

    /** Holds the share of false ones among the rejections, however the tests depend on each other. */
    public static double[] benjaminiYekutieli(double[] p) {
        return stepUp(
                p, IntStream.rangeClosed(1, p.length).mapToDouble(i -> 1.0 / i).sum());
    }

    public static boolean[] reject(double[] adjusted, double alpha) {
        boolean[] rejected = new boolean[adjusted.length];
        for (int i = 0; i < adjusted.length; i++) rejected[i] = adjusted[i] <= alpha;
        return rejected;
    }

    private static double[] stepUp(double[] p, double factor) {
        int[] order = order(p);
        double[] adjusted = new double[p.length];
        double most = 1;
        for (int rank = p.length; rank > 0; rank--) {
            most = Math.min(most, p[order[rank - 1]] * factor * p.length / rank);
            adjusted[order[rank - 1]] = most;
        }
        return adjusted;
    }

    private static int[] order(double[] p) {
        for (double x : p) if (!(x >= 0 && x <= 1)) throw new IllegalArgumentException("p " + x);
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
