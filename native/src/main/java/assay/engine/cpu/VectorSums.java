package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.S;
import static assay.engine.cpu.VectorLanes.all;
import static assay.engine.cpu.VectorLanes.at;
import static assay.engine.cpu.VectorLanes.end;
import static assay.engine.cpu.VectorLanes.fold;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Sums and maxima of one row. */
final class VectorSums {
    private VectorSums() {}

    static float sum(float[] x, int xo, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) sum = sum.add(at(x, xo + i));
        if (i < n) sum = sum.add(end(x, xo + i, n - i));
        return fold(sum);
    }

    /** Of whole vectors. */
    static float max(float[] x, int xo, int n) {
        FloatVector max = all(Float.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i += L) max = max.max(at(x, xo + i));
        return max.reduceLanes(VectorOperators.MAX);
    }

    static float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) {
            FloatVector e = VectorFunctions.exp(at(x, xo + i).sub(shift));
            e.intoArray(y, yo + i);
            sum = sum.add(e);
        }
        for (int j = i; j < n; j++) y[yo + j] = Functions.exp(x[xo + j] - shift);
        if (i < n) sum = sum.add(end(y, yo + i, n - i));
        return fold(sum);
    }

    static float dot(float[] a, int ao, float[] b, int bo, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) sum = at(a, ao + i).fma(at(b, bo + i), sum);
        if (i < n) sum = end(a, ao + i, n - i).fma(end(b, bo + i, n - i), sum);
        return fold(sum);
    }

    static void rmsNorm(float[] x, int xo, float[] weight, int wo, float eps, float[] y, int yo, int n) {
        float scale = 1 / (float) Math.sqrt(dot(x, xo, x, xo, n) / n + eps);
        int i = 0;
        for (; i + L <= n; i += L)
            at(x, xo + i).mul(scale).mul(at(weight, wo + i)).intoArray(y, yo + i);
        for (; i < n; i++) y[yo + i] = x[xo + i] * scale * weight[wo + i];
    }
}
