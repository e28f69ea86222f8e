package assay.lib.stats;

import java.util.Arrays;

/**
 * The direction from the mean of one group of rows to that of another, and how well it tells them apart.
 *
 * @param difference mean of the first group minus mean of the second
 * @param direction the same as a unit vector; NaN if the means agree
 * @param threshold projection half way between the two means
 * @param accuracy share of rows on their own side of the threshold
 * @param accuracyAtZero share of rows on their own side of zero
 * @param auc probability that a row of the first group projects further than one of the second, ties counting half
 */
public record MeanDifference(
        double[] difference,
        double norm,
        double[] direction,
        double threshold,
        double accuracy,
        double accuracyAtZero,
        double auc) {

    public static MeanDifference of(double[][] a, double[][] b) {
        double[] meanA = mean(a);
        double[] meanB = mean(b);
        double[] difference = Samples.difference(meanA, meanB);
        double[] direction = Vectors.unit(difference);
        double[] along = project(a, direction);
        double[] against = project(b, direction);
        double threshold = (Vectors.dot(meanA, direction) + Vectors.dot(meanB, direction)) / 2;
        return new MeanDifference(
                difference,
                Vectors.norm(difference),
                direction,
                threshold,
                accuracy(along, against, threshold),
                accuracy(along, against, 0),
                MannWhitney.auc(along, against));
    }

    private static double[] mean(double[][] rows) {
        if (rows.length == 0) throw new IllegalArgumentException("a group without rows has no mean");
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            Samples.paired(row, mean);
            for (int i = 0; i < mean.length; i++) mean[i] += row[i];
        }
        return Vectors.scale(mean, 1.0 / rows.length);
    }

    private static double[] project(double[][] rows, double[] direction) {
        return Arrays.stream(rows)
                .mapToDouble(row -> Vectors.dot(row, direction))
                .toArray();
    }

    private static double accuracy(double[] a, double[] b, double threshold) {
        long right = Arrays.stream(a).filter(x -> x > threshold).count()
                + Arrays.stream(b).filter(x -> x <= threshold).count();
        return (double) right / (a.length + b.length);
    }
}
