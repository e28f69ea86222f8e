package assay.lib.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Logistic regression of two classes, judged by cross-validation. Features are standardized by the rows that a fit sees,
 * so that nothing of the tested rows leaks into it.
 *
 * @param accuracies of each fold
 * @param p share of permutations of the labels that are told apart as well, the labels as they are among them; 1 where
 *     none were tried
 */
public record LinearProbe(double[] accuracies, double p) {
    /** LIBLINEAR's own; for permutations, of which only the accuracy counts, a looser one. */
    private static final double TOLERANCE = 1e-4;

    private static final double LOOSE = 1e-2;
    /** A permutation test ends when this many permutations did as well: p is then surely large (Besag and Clifford 1991). */
    private static final int ENOUGH = 20;

    /** One fold's rows, standardized. */
    private record Fold(double[][] train, int[] trainRows, double[][] test, int[] testRows) {

        double accuracy(boolean[] first, double c, double tolerance) {
            boolean[] labels = pick(first, trainRows);
            if (one(labels)) return share(first, testRows, labels[0]);
            Logistic fitted = Logistic.fit(train, labels, c, tolerance);
            int right = 0;
            for (int i = 0; i < test.length; i++) if (fitted.decision(test[i]) > 0 == first[testRows[i]]) right++;
            return (double) right / test.length;
        }

        private static boolean one(boolean[] labels) {
            for (boolean label : labels) if (label != labels[0]) return false;
            return true;
        }

        private static double share(boolean[] first, int[] rows, boolean label) {
            return (double) Arrays.stream(rows)
                            .filter(row -> first[row] == label)
                            .count()
                    / rows.length;
        }
    }

    /**
     * Tests rows [n][features] fold by fold.
     *
     * @param first the class of each row
     * @param groups of each row, which labels are shuffled by; a number of its own where a row is in none
     * @param folds the fold in which each row is tested, from 0
     * @param c the inverse of the regularization's strength
     * @param permutations of the labels to compare with; 0 for none
     */
    public static LinearProbe test(
            double[][] rows,
            boolean[] first,
            int[] groups,
            int[] folds,
            double c,
            int permutations,
            UniformRandomProvider random) {
        List<Fold> split = split(rows, folds);
        double[] accuracies = split.stream()
                .mapToDouble(fold -> fold.accuracy(first, c, TOLERANCE))
                .toArray();
        return new LinearProbe(accuracies, p(split, first, new Shuffle(groups, folds), c, permutations, random));
    }

    private static double p(
            List<Fold> split,
            boolean[] first,
            Shuffle shuffle,
            double c,
            int permutations,
            UniformRandomProvider random) {
        if (permutations == 0) return 1;
        double found = loosely(split, first, c) - 1e-12;
        int asGood = 0;
        for (int tried = 1; tried <= permutations; tried++) {
            if (loosely(split, shuffle.apply(first, random), c) >= found) asGood++;
            if (asGood == ENOUGH) return (double) asGood / tried;
        }
        return (asGood + 1.0) / (permutations + 1);
    }

    private static double loosely(List<Fold> split, boolean[] first, double c) {
        return mean(split.stream()
                .mapToDouble(fold -> fold.accuracy(first, c, LOOSE))
                .toArray());
    }

    private static List<Fold> split(double[][] rows, int[] folds) {
        List<Fold> split = new ArrayList<>();
        int count = Arrays.stream(folds).max().orElse(-1) + 1;
        for (int f = 0; f < count; f++) {
            int tested = f;
            int[] test = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] == tested)
                    .toArray();
            int[] train = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != tested)
                    .toArray();
            if (test.length == 0) continue;
            Scaling scaling =
                    Scaling.fit(Arrays.stream(train).mapToObj(i -> rows[i]).toList());
            split.add(new Fold(scaled(scaling, rows, train), train, scaled(scaling, rows, test), test));
        }
        return split;
    }

    private static double[][] scaled(Scaling scaling, double[][] rows, int[] which) {
        return Arrays.stream(which).mapToObj(i -> scaling.apply(rows[i])).toArray(double[][]::new);
    }

    private static boolean[] pick(boolean[] values, int[] which) {
        boolean[] picked = new boolean[which.length];
        for (int i = 0; i < picked.length; i++) picked[i] = values[which[i]];
        return picked;
    }

    /** A fit on all rows, in the space of the raw features. */
    public static Logistic fit(double[][] rows, boolean[] first, double c) {
        Scaling scaling = Scaling.fit(Arrays.asList(rows));
        int[] all = IntStream.range(0, rows.length).toArray();
        Logistic fitted = Logistic.fit(scaled(scaling, rows, all), first, c, TOLERANCE);
        double[] weights = new double[rows[0].length];
        double intercept = fitted.intercept();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = fitted.weights()[i] / scaling.scale()[i];
            intercept -= weights[i] * scaling.mean()[i];
        }
        return new Logistic(weights, intercept);
    }

    public double accuracy() {
        return mean(accuracies);
    }

    /** Of the population of folds. */
    public double deviation() {
        double mean = accuracy();
        return Math.sqrt(
                Arrays.stream(accuracies).map(a -> (a - mean) * (a - mean)).sum() / accuracies.length);
    }

    /** Half of the 95 % interval around the accuracy: 1.96 standard errors over the folds. */
    public double margin() {
        return 1.96 * deviation() / Math.sqrt(accuracies.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
