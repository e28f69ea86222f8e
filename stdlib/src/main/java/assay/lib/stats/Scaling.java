package assay.lib.stats;

import java.util.List;

/** Standardization of features, fitted on some rows and applied to others: {@code (x - mean) / (deviation + 1e-8)}. */
public record Scaling(double[] mean, double[] scale) {
    private static final double LEAST = 1e-8;

    /** With the population's deviation. */
    public static Scaling fit(List<double[]> rows) {
        int width = rows.getFirst().length;
        double[] mean = new double[width];
        double[] scale = new double[width];
        for (double[] row : rows) for (int i = 0; i < width; i++) mean[i] += row[i] / rows.size();
        for (double[] row : rows)
            for (int i = 0; i < width; i++) scale[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.size();
        for (int i = 0; i < width; i++) scale[i] = Math.sqrt(scale[i]) + LEAST;
        return new Scaling(mean, scale);
    }

    public double[] apply(double[] row) {
        double[] scaled = new double[row.length];
        for (int i = 0; i < row.length; i++) scaled[i] = (row[i] - mean[i]) / scale[i];
        return scaled;
    }
}
