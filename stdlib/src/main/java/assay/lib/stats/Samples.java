package assay.lib.stats;

/** Small operations on samples. */
final class Samples {
    private Samples() {}

    /** Item by item, {@code a - b}. */
    static double[] difference(double[] a, double[] b) {
        paired(a, b);
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    static void paired(double[] a, double[] b) {
        if (a.length != b.length) throw new IllegalArgumentException(a.length + " values against " + b.length);
    }
}
