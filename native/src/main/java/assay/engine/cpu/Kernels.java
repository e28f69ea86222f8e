package assay.engine.cpu;

import assay.engine.DType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Inner loops over plain arrays. A sum runs in {@link #lanes} partial sums, element i in partial sum i mod lanes, which
 * are then folded in halves; so the vector and the scalar kernels agree bit for bit for the same number of lanes, and a
 * result never depends on what else is computed in the same call.
 */
interface Kernels {

    int lanes();

    /** For people, e.g. {@code 512-bit vectors}. */
    String describe();

    void unary(Unary op, float[] x, int xo, float[] y, int yo, int n);

    void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** Both sides may be a single element: {@code as} and {@code bs} are 1 or 0. */
    default void binary(Binary op, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        if (as == 1 && bs == 1) binary(op, a, ao, b, bo, y, yo, n);
        else if (as == 1) right(op, a, ao, b[bo], y, yo, n);
        else if (bs == 1) left(op, a[ao], b, bo, y, yo, n);
        else Arrays.fill(y, yo, yo + n, ScalarKernels.apply(op, a[ao], b[bo]));
    }

    void right(Binary op, float[] a, int ao, float b, float[] y, int yo, int n);

    void left(Binary op, float a, float[] b, int bo, float[] y, int yo, int n);

    float sum(float[] x, int xo, int n);

    /** NaN if any element is. */
    float max(float[] x, int xo, int n);

    /** {@code y = exp(x - shift)}; returns its sum. */
    float expSum(float[] x, int xo, float shift, float[] y, int yo, int n);

    /** {@code x / sqrt(mean(x^2) + eps) * weight}. */
    void rmsNorm(float[] x, int xo, float[] weight, int wo, float eps, float[] y, int yo, int n);

    /** Rotates pairs (x[i], x[i + half]) by the angles of the tables. */
    void rotate(float[] x, int xo, float[] cos, float[] sin, int to, float[] y, int yo, int half);

    /** {@code y = sum over i of a[i] * b[i, :]}, added up from i = 0; row i of b begins at {@code bo + i * bs}. */
    void combine(float[] a, int ao, int k, float[] b, int bo, int bs, float[] y, int yo, int n);

    /** {@code scores[j] = scale * dot(q, k_j)} for {@code keys} rows of k. */
    void scores(float[] q, int qo, float[] k, int ko, int ks, int keys, int n, float scale, float[] scores);

    /** Stored elements widened to float32. */
    void widen(DType dtype, MemorySegment from, long offset, float[] to, int at, int n);

    /** As {@link #widen} for floats, filled up with zeros to {@code size}, at least a vector more. */
    void widenPadded(DType dtype, MemorySegment from, long offset, float[] to, int n, int size);

    /** {@code y[r * ys + o] = dot(x_r, w_o)}; row r of x begins at {@code xo + r * xs}, row o of w at {@code wo + o * ws}. */
    void dots(
            float[] x, int xo, int xs, int rows, float[] w, int wo, int ws, int outs, int n, float[] y, int yo, int ys);

    /**
     * The weights of a packed row in the order of {@code packing}; scales and biases of its groups begin at {@code so},
     * and only the affine mode reads biases.
     */
    void unpack(
            Packing packing,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at);

    /** A row of x in the order of {@code packing}. */
    void arrange(Packing packing, float[] x, int xo, float[] to, int at);

    /**
     * As unpacking {@code outs} rows and {@link #dots} with one arranged row of x; {@code work} has room for the rows.
     */
    void packedDots(
            Packing packing,
            float[] x,
            MemorySegment w,
            long offset,
            int outs,
            float[] scales,
            float[] biases,
            float[] y,
            int yo,
            float[] work);
}
