package assay.lib.stats;

/** Vectors in double precision. A direction is given as a vector of any length but zero and used as a unit vector. */
public final class Vectors {
    private Vectors() {}

    public static double dot(double[] a, double[] b) {
        Samples.paired(a, b);
        // four sums, so that one addition need not wait for the one before
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) s0 += a[i] * b[i];
        return s0 + s1 + (s2 + s3);
    }

    public static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** -1 to 1; NaN if one of them is zero. */
    public static double cosine(double[] a, double[] b) {
        double cosine = dot(a, b) / (norm(a) * norm(b));
        return Double.isNaN(cosine) ? cosine : Math.clamp(cosine, -1, 1);
    }

    /** NaN everywhere for a zero vector. */
    public static double[] unit(double[] a) {
        return scale(a, 1 / norm(a));
    }

    public static double[] scale(double[] a, double factor) {
        double[] scaled = new double[a.length];
        for (int i = 0; i < a.length; i++) scaled[i] = a[i] * factor;
        return scaled;
    }

    /** The length of {@code a} along the direction, negative against it. */
    public static double projection(double[] a, double[] direction) {
        return dot(a, direction) / norm(direction);
    }

    /** {@code a - 2 alpha (a.u) u}: a mirror image for alpha 1. */
    public static double[] reflect(double[] a, double[] direction, double alpha) {
        return add(a, direction, -2 * alpha * projection(a, direction));
    }

    /** {@code a - alpha (a.u) u}: nothing is left along the direction for alpha 1. */
    public static double[] projectOut(double[] a, double[] direction, double alpha) {
        return add(a, direction, -alpha * projection(a, direction));
    }

    /** {@code a + alpha u}. */
    public static double[] add(double[] a, double[] direction, double alpha) {
        Samples.paired(a, direction);
        double factor = alpha / norm(direction);
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) sum[i] = a[i] + factor * direction[i];
        return sum;
    }

    /** Along the direction no further than {@code most} either way. */
    public static double[] cap(double[] a, double[] direction, double most) {
        double projection = projection(a, direction);
        return add(a, direction, Math.max(-most, Math.min(projection, most)) - projection);
    }

    /** Along the direction at least {@code least}. */
    public static double[] floor(double[] a, double[] direction, double least) {
        return add(a, direction, Math.max(0, least - projection(a, direction)));
    }
}
