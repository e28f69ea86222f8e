package assay.show;

/** A matrix made small enough to draw, by averaging the finite numbers of neighbouring cells. */
final class Binned {
    private Binned() {}

    static Plot.Heat of(Plot.Heat heat, int mostRows, int mostColumns) {
        int rows = Math.min(heat.rows(), mostRows);
        int columns = Math.min(heat.columns(), mostColumns);
        if (rows == heat.rows() && columns == heat.columns()) return heat;
        double[] sums = new double[rows * columns];
        int[] counts = new int[rows * columns];
        for (int r = 0; r < heat.rows(); r++) {
            for (int c = 0; c < heat.columns(); c++) {
                double value = heat.cells()[r * heat.columns() + c];
                if (!Double.isFinite(value)) continue;
                int bin = (int) ((long) r * rows / heat.rows()) * columns + (int) ((long) c * columns / heat.columns());
                sums[bin] += value;
                counts[bin]++;
            }
        }
        for (int i = 0; i < sums.length; i++) sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
        return new Plot.Heat(heat.name(), heat.down(), heat.across(), rows, columns, sums);
    }
}
