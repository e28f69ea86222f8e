package assay.lib.inside;

import assay.lib.stats.Folds;
import assay.lib.stats.Logistic;
import assay.lib.stats.PrincipalComponent;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the two concepts of a layer are told apart: by a linear function that is above 0 for the first one.
 *
 * @param weights [hidden]
 */
record Separation(double[] weights, double intercept) {
    private static final double TOLERANCE = 1e-6;

    enum Method {
        /** Logistic regression with L2 regularization. */
        PROBE,
        /** From the mean of the second concept to that of the first, cut in the middle. */
        MEAN_DIFFERENCE,
        /**
         * The first principal component of the differences within each template, about the origin, as in representation
         * engineering (Zou et al. 2023), cut in the middle between the means.
         */
        PCA
    }

    /**
     * Fitted on some rows of a layer.
     *
     * @param c the inverse of the regularization's strength, of {@link Method#PROBE}
     */
    static Separation fit(Method method, double[][] layer, Concepts concepts, List<Integer> rows, double c) {
        return switch (method) {
            case PROBE -> probe(layer, concepts, rows, c);
            case MEAN_DIFFERENCE -> meanDifference(layer, concepts, rows);
            case PCA -> principal(layer, concepts, rows);
        };
    }

    private static Separation probe(double[][] layer, Concepts concepts, List<Integer> rows, double c) {
        double[][] x = rows.stream().map(row -> layer[row]).toArray(double[][]::new);
        boolean[] first = new boolean[x.length];
        for (int i = 0; i < first.length; i++) first[i] = concepts.first(rows.get(i));
        Logistic fitted = Logistic.fit(x, first, c, TOLERANCE);
        return new Separation(fitted.weights(), fitted.intercept());
    }

    private static Separation principal(double[][] layer, Concepts concepts, List<Integer> rows) {
        int templates = concepts.templates();
        double[][] differences = rows.stream()
                .filter(row -> concepts.first(row) && rows.contains(row + templates))
                .map(row -> difference(layer[row], layer[row + templates]))
                .toArray(double[][]::new);
        double[] weights = PrincipalComponent.first(differences);
        double middle = rows.stream()
                .mapToDouble(row -> dot(weights, layer[row]))
                .average()
                .orElseThrow();
        return new Separation(weights, -middle);
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static Separation meanDifference(double[][] layer, Concepts concepts, List<Integer> rows) {
        int hidden = layer[0].length;
        double[] first = new double[hidden];
        double[] second = new double[hidden];
        long firsts = rows.stream().filter(concepts::first).count();
        for (int row : rows) {
            double[] into = concepts.first(row) ? first : second;
            double share = 1.0 / (concepts.first(row) ? firsts : rows.size() - firsts);
            for (int i = 0; i < hidden; i++) into[i] += share * layer[row][i];
        }
        double[] weights = new double[hidden];
        double intercept = 0;
        for (int i = 0; i < hidden; i++) {
            weights[i] = first[i] - second[i];
            intercept -= weights[i] * (first[i] + second[i]) / 2;
        }
        return new Separation(weights, intercept);
    }

    /** The share of rows in each fold that are told apart rightly by what was fitted on the other folds. */
    static double[] accuracies(Method method, double[][] layer, Concepts concepts, int folds, double c) {
        int[] labels = IntStream.range(0, layer.length)
                .map(row -> concepts.first(row) ? 1 : 0)
                .toArray();
        int[] fold = Folds.stratified(labels, folds);
        double[] accuracies = new double[folds];
        for (int f = 0; f < folds; f++) {
            int tested = f;
            List<Integer> others =
                    concepts.all().stream().filter(row -> fold[row] != tested).toList();
            Separation fitted = fit(method, layer, concepts, others, c);
            List<Integer> own =
                    concepts.all().stream().filter(row -> fold[row] == tested).toList();
            accuracies[f] = own.stream()
                            .filter(row -> fitted.decision(layer[row]) > 0 == concepts.first(row))
                            .count()
                    / (double) own.size();
        }
        return accuracies;
    }

    double decision(double[] row) {
        return intercept + dot(weights, row);
    }

    /** Of length 1, pointing to the first concept. */
    float[] unit() {
        return Concepts.unit(weights);
    }
}
