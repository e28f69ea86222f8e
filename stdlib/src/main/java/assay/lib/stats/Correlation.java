package assay.lib.stats;

import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * How two columns go together; NaN if one of them is constant.
 *
 * @param r -1 to 1
 * @param p two-sided, of no relation, by Student's t with n - 2 degrees of freedom; NaN below 3 rows
 * @param interval 95 % after Fisher; NaN below 4 rows
 */
public record Correlation(double r, double p, Interval interval) {

    public static Correlation pearson(double[] x, double[] y) {
        Samples.paired(x, y);
        double[] dx = centred(x);
        double[] dy = centred(y);
        double r = Vectors.cosine(dx, dy);
        int df = x.length - 2;
        // (1 - r) (1 + r) keeps digits that 1 - r * r loses near 1
        double t = r * Math.sqrt(df / ((1 - r) * (1 + r)));
        double p = df > 0 ? TTest.p(t, df, Alternative.TWO_SIDED) : Double.NaN;
        return new Correlation(r, p, fisher(r, x.length));
    }

    /** Of the ranks, ties sharing their mean rank. */
    public static Correlation spearman(double[] x, double[] y) {
        return pearson(ranks(x), ranks(y));
    }

    /** Kendall's tau-b: concordant minus discordant pairs, with a correction for ties. */
    public static double kendall(double[] x, double[] y) {
        Samples.paired(x, y);
        long score = 0;
        long unequalX = 0;
        long unequalY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                int dx = sign(x[i] - x[j]);
                int dy = sign(y[i] - y[j]);
                score += dx * dy;
                unequalX += dx * dx;
                unequalY += dy * dy;
            }
        }
        return score / Math.sqrt((double) unequalX * unequalY);
    }

    /** 1 for the smallest; ties share the mean of their ranks. */
    public static double[] ranks(double[] x) {
        double[] plain = x.clone();
        for (int i = 0; i < plain.length; i++) plain[i] += 0.0; // -0 ties with 0
        return plain.length == 0 ? plain : new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(plain);
    }

    static double[] centred(double[] x) {
        double mean = Samples.mean(x);
        double[] centred = new double[x.length];
        for (int i = 0; i < x.length; i++) centred[i] = x[i] - mean;
        return centred;
    }

    private static Interval fisher(double r, int n) {
        if (n < 4 || Double.isNaN(r)) return Interval.UNDEFINED;
        double z = (Math.log1p(r) - Math.log1p(-r)) / 2;
        double half = Quantile.normal((1 + Interval.CONFIDENCE) / 2) / Math.sqrt(n - 3);
        return new Interval(Math.tanh(z - half), Math.tanh(z + half));
    }

    private static int sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    }
}
