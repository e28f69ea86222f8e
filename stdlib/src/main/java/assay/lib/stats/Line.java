package assay.lib.stats;

/** {@code y = intercept + slope x}. */
public record Line(double slope, double intercept) {

    /** The line with the least squared distances in y; NaN if all x are equal. */
    public static Line leastSquares(double[] x, double[] y) {
        Samples.paired(x, y);
        double[] dx = Correlation.centred(x);
        double slope = Vectors.dot(dx, Correlation.centred(y)) / Vectors.dot(dx, dx);
        return new Line(slope, Samples.mean(y) - slope * Samples.mean(x));
    }

    public double at(double x) {
        return intercept + slope * x;
    }
}
