package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.S;
import static assay.engine.cpu.VectorLanes.all;
import static assay.engine.cpu.VectorLanes.at;
import static assay.engine.cpu.VectorSums.dot;

import jdk.incubator.vector.FloatVector;

/** Products of matrices of floats. */
final class VectorProducts {
    private VectorProducts() {}

    static void dots(
            float[] x,
            int xo,
            int xs,
            int rows,
            float[] w,
            int wo,
            int ws,
            int outs,
            int n,
            float[] y,
            int yo,
            int ys) {
        float[] partial = new float[16 * L];
        int r = 0;
        for (; r + 4 <= rows; r += 4) {
            int o = 0;
            for (; o + 4 <= outs; o += 4) {
                dots4x4(x, xo + r * xs, xs, w, wo + o * ws, ws, n, partial);
                fold(partial, 4, y, yo + r * ys + o, ys, 4);
            }
            for (; o < outs; o++)
                for (int i = r; i < r + 4; i++) y[yo + i * ys + o] = dot(x, xo + i * xs, w, wo + o * ws, n);
        }
        for (; r < rows; r++) {
            int o = 0;
            for (; o + 4 <= outs; o += 4) {
                dots1x4(x, xo + r * xs, w, wo + o * ws, ws, n, partial);
                fold(partial, 4, y, yo + r * ys + o, ys, 1);
            }
            for (; o < outs; o++) y[yo + r * ys + o] = dot(x, xo + r * xs, w, wo + o * ws, n);
        }
    }

    /** Folds partial sums of {@code rows} by {@code outs} results. */
    static void fold(float[] partial, int outs, float[] y, int yo, int ys, int rows) {
        for (int r = 0; r < rows; r++)
            for (int o = 0; o < outs; o++) y[yo + r * ys + o] = VectorLanes.fold(at(partial, (r * outs + o) * L));
    }

    private static void dots1x4(float[] x, int xo, float[] w, int wo, int ws, int n, float[] partial) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector v = at(x, xo + i);
            s0 = v.fma(at(w, wo + i), s0);
            s1 = v.fma(at(w, wo + ws + i), s1);
            s2 = v.fma(at(w, wo + 2 * ws + i), s2);
            s3 = v.fma(at(w, wo + 3 * ws + i), s3);
        }
        s0.intoArray(partial, 0);
        s1.intoArray(partial, L);
        s2.intoArray(partial, 2 * L);
        s3.intoArray(partial, 3 * L);
        for (int o = 0; o < 4; o++) finish(x, xo + whole, w, wo + o * ws + whole, n - whole, partial, o * L);
    }

    /** Adds the products that fill no vector. */
    private static void finish(float[] x, int xo, float[] w, int wo, int n, float[] partial, int at) {
        for (int i = 0; i < n; i++) partial[at + i] = Math.fma(x[xo + i], w[wo + i], partial[at + i]);
    }

    private static void dots4x4(float[] x, int xo, int xs, float[] w, int wo, int ws, int n, float[] partial) {
        FloatVector a0 = FloatVector.zero(S);
        FloatVector b0 = a0;
        FloatVector c0 = a0;
        FloatVector d0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector c1 = a0;
        FloatVector d1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector c2 = a0;
        FloatVector d2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        FloatVector c3 = a0;
        FloatVector d3 = a0;
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) {
            FloatVector a = at(w, wo + i);
            FloatVector b = at(w, wo + ws + i);
            FloatVector c = at(w, wo + 2 * ws + i);
            FloatVector d = at(w, wo + 3 * ws + i);
            FloatVector v = at(x, xo + i);
            a0 = v.fma(a, a0);
            b0 = v.fma(b, b0);
            c0 = v.fma(c, c0);
            d0 = v.fma(d, d0);
            v = at(x, xo + xs + i);
            a1 = v.fma(a, a1);
            b1 = v.fma(b, b1);
            c1 = v.fma(c, c1);
            d1 = v.fma(d, d1);
            v = at(x, xo + 2 * xs + i);
            a2 = v.fma(a, a2);
            b2 = v.fma(b, b2);
            c2 = v.fma(c, c2);
            d2 = v.fma(d, d2);
            v = at(x, xo + 3 * xs + i);
            a3 = v.fma(a, a3);
            b3 = v.fma(b, b3);
            c3 = v.fma(c, c3);
            d3 = v.fma(d, d3);
        }
        a0.intoArray(partial, 0 * L);
        b0.intoArray(partial, 1 * L);
        c0.intoArray(partial, 2 * L);
        d0.intoArray(partial, 3 * L);
        a1.intoArray(partial, 4 * L);
        b1.intoArray(partial, 5 * L);
        c1.intoArray(partial, 6 * L);
        d1.intoArray(partial, 7 * L);
        a2.intoArray(partial, 8 * L);
        b2.intoArray(partial, 9 * L);
        c2.intoArray(partial, 10 * L);
        d2.intoArray(partial, 11 * L);
        a3.intoArray(partial, 12 * L);
        b3.intoArray(partial, 13 * L);
        c3.intoArray(partial, 14 * L);
        d3.intoArray(partial, 15 * L);
        if (whole < n)
            for (int k = 0; k < 16; k++)
                finish(x, xo + k / 4 * xs + whole, w, wo + k % 4 * ws + whole, n - whole, partial, k * L);
    }

    /** Returns how many columns it has done: those of whole vectors. */
    static int combine(float[] a, int ao, int k, float[] b, int bo, int bs, float[] y, int yo, int n) {
        int j = 0;
        for (; j + 4 * L <= n; j += 4 * L) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            FloatVector s2 = FloatVector.zero(S);
            FloatVector s3 = FloatVector.zero(S);
            for (int i = 0; i < k; i++) {
                FloatVector f = all(a[ao + i]);
                int from = bo + i * bs + j;
                s0 = f.fma(at(b, from), s0);
                s1 = f.fma(at(b, from + L), s1);
                s2 = f.fma(at(b, from + 2 * L), s2);
                s3 = f.fma(at(b, from + 3 * L), s3);
            }
            s0.intoArray(y, yo + j);
            s1.intoArray(y, yo + j + L);
            s2.intoArray(y, yo + j + 2 * L);
            s3.intoArray(y, yo + j + 3 * L);
        }
        for (; j + L <= n; j += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = 0; i < k; i++) sum = all(a[ao + i]).fma(at(b, bo + i * bs + j), sum);
            sum.intoArray(y, yo + j);
        }
        return j;
    }
}
