package assay.lib.stats;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.PrintStream;
import java.util.Random;

/**
 * L2-regularized logistic regression of two classes by LIBLINEAR (Fan et al. 2008). It minimizes
 * {@code (w.w + b^2) / 2 + C sum log(1 + exp(-y (w.x + b)))}: the intercept is a weight like the others.
 *
 * @param weights [features]
 * @param intercept b
 */
public record Logistic(double[] weights, double intercept) {
    private static final int ENOUGH = 100_000;

    static {
        Linear.setDebugOutput((PrintStream) null);
    }

    /**
     * Fits rows [n][features].
     *
     * @param positive the class of each row; both must occur
     * @param c the inverse of the regularization's strength
     * @param tolerance of LIBLINEAR's stopping rule
     */
    public static Logistic fit(double[][] rows, boolean[] positive, double c, double tolerance) {
        Problem problem = new Problem();
        problem.l = rows.length;
        problem.n = rows[0].length + 1;
        problem.bias = 1;
        problem.x = new Feature[rows.length][];
        problem.y = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            problem.x[i] = features(rows[i]);
            problem.y[i] = positive[i] ? 1 : -1;
        }
        Parameter parameter = new Parameter(SolverType.L2R_LR, c, tolerance, ENOUGH, 0.1);
        parameter.setRandom(new Random(0)); // LIBLINEAR's own is shared by all threads
        Model model = Linear.train(problem, parameter);
        double[] w = model.getFeatureWeights();
        double sign = model.getLabels()[0] == 1 ? 1 : -1; // LIBLINEAR points to the label it met first
        double[] weights = new double[rows[0].length];
        for (int i = 0; i < weights.length; i++) weights[i] = sign * w[i];
        return new Logistic(weights, sign * w[weights.length]);
    }

    private static Feature[] features(double[] row) {
        Feature[] features = new Feature[row.length + 1];
        for (int i = 0; i < row.length; i++) features[i] = new FeatureNode(i + 1, row[i]);
        features[row.length] = new FeatureNode(row.length + 1, 1);
        return features;
    }

    /** Above 0 for the positive class. */
    public double decision(double[] row) {
        double sum = intercept;
        for (int i = 0; i < row.length; i++) sum += weights[i] * row[i];
        return sum;
    }
}
