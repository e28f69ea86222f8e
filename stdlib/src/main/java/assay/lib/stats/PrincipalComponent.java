package assay.lib.stats;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** The direction along which rows are longest, by singular value decomposition. */
public final class PrincipalComponent {
    private PrincipalComponent() {}

    /**
     * The first right singular vector, of length 1; its sign is such that the rows' sum lies on its positive side.
     *
     * @param rows [n][d], about the origin: what is to be centred must be so already
     */
    public static double[] first(double[][] rows) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows);
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, true, true);
        if (!svd.decompose(matrix.copy())) throw new IllegalArgumentException("no singular values");
        DMatrixRMaj v = svd.getV(null, false); // [d, singular values]
        DMatrixRMaj w = svd.getW(null);
        SingularOps_DDRM.descendingOrder(null, false, w, v, false);
        double[] first = new double[matrix.numCols];
        for (int i = 0; i < first.length; i++) first[i] = v.get(i, 0);
        return sum(rows, first) < 0 ? negative(first) : first;
    }

    private static double sum(double[][] rows, double[] along) {
        double sum = 0;
        for (double[] row : rows) for (int i = 0; i < row.length; i++) sum += row[i] * along[i];
        return sum;
    }

    private static double[] negative(double[] x) {
        double[] negative = new double[x.length];
        for (int i = 0; i < x.length; i++) negative[i] = -x[i];
        return negative;
    }
}
