package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.whole;

import assay.engine.DType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The kernels on the widest vectors of this processor; what fills no vector goes through masks or the scalar twin. Only
 * the classes named after vectors know the Vector API. The compiler gives up inlining in a method of more than about
 * forty vector operations and then allocates every vector, so each of their loops is a method, and its sums are folded
 * in another.
 */
final class VectorKernels implements Kernels {
    private final ScalarKernels scalar = new ScalarKernels(L);

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public String describe() {
        return Float.SIZE * L + "-bit vectors";
    }

    @Override
    public void unary(Unary op, float[] x, int xo, float[] y, int yo, int n) {
        int whole = whole(n);
        VectorFunctions.unary(op, x, xo, y, yo, whole);
        scalar.unary(op, x, xo + whole, y, yo + whole, n - whole);
    }

    @Override
    public void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int whole = whole(n);
        VectorElements.binary(op, a, ao, b, bo, y, yo, whole);
        scalar.binary(op, a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
    }

    @Override
    public void right(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
        int whole = whole(n);
        VectorElements.right(op, a, ao, b, y, yo, whole);
        scalar.right(op, a, ao + whole, b, y, yo + whole, n - whole);
    }

    @Override
    public void left(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
        int whole = whole(n);
        VectorElements.left(op, a, b, bo, y, yo, whole);
        scalar.left(op, a, b, bo + whole, y, yo + whole, n - whole);
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        return VectorSums.sum(x, xo, n);
    }

    @Override
    public float max(float[] x, int xo, int n) {
        int whole = whole(n);
        return Math.max(VectorSums.max(x, xo, whole), scalar.max(x, xo + whole, n - whole));
    }

    @Override
    public float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        return VectorSums.expSum(x, xo, shift, y, yo, n);
    }

    @Override
    public void rmsNorm(float[] x, int xo, float[] weight, int wo, float eps, float[] y, int yo, int n) {
        VectorSums.rmsNorm(x, xo, weight, wo, eps, y, yo, n);
    }

    @Override
    public void rotate(float[] x, int xo, float[] cos, float[] sin, int to, float[] y, int yo, int half) {
        int whole = whole(half);
        VectorElements.rotate(x, xo, cos, sin, to, y, yo, half, whole);
        scalar.rotate(x, xo, cos, sin, to, y, yo, half, whole);
    }

    @Override
    public void combine(float[] a, int ao, int k, float[] b, int bo, int bs, float[] y, int yo, int n) {
        int done = VectorProducts.combine(a, ao, k, b, bo, bs, y, yo, n);
        if (done < n) scalar.combine(a, ao, k, b, bo + done, bs, y, yo + done, n - done);
    }

    @Override
    public void scores(float[] q, int qo, float[] k, int ko, int ks, int keys, int n, float scale, float[] scores) {
        dots(q, qo, 0, 1, k, ko, ks, keys, n, scores, 0, 0);
        right(Binary.MULTIPLY, scores, 0, scale, scores, 0, keys);
    }

    @Override
    public void widen(DType dtype, MemorySegment from, long offset, float[] to, int at, int n) {
        int done = VectorWidening.widen(dtype, from, offset, to, at, n);
        scalar.widen(dtype, from, offset + (long) done * dtype.bytes, to, at + done, n - done);
    }

    @Override
    public void widenPadded(DType dtype, MemorySegment from, long offset, float[] to, int n, int size) {
        int whole = whole(n + L - 1);
        // reading over the end of a row is cheaper than a scalar tail, except at the end of the segment
        if (dtype == DType.F32 || offset + (long) whole * dtype.bytes > from.byteSize()) whole = n;
        widen(dtype, from, offset, to, 0, whole);
        Arrays.fill(to, n, size, 0);
    }

    @Override
    public void dots(
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
        VectorProducts.dots(x, xo, xs, rows, w, wo, ws, outs, n, y, yo, ys);
    }

    @Override
    public void unpack(
            Packing packing,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        int done = VectorPacked.unpack(packing, from, offset, scales, biases, so, to, at);
        scalar.unpack(packing, done, from, offset, scales, biases, so, to, at);
    }

    @Override
    public void arrange(Packing packing, float[] x, int xo, float[] to, int at) {
        int n = packing.n();
        if (!packing.inWords()) {
            System.arraycopy(x, xo, to, at, n);
            return;
        }
        int per = packing.perBlock();
        int block = per * L;
        for (int b = 0; b < packing.blocks(); b++) {
            int end = Math.min(n - b * block, block);
            if (end < block) Arrays.fill(to, at + b * block, at + (b + 1) * block, 0);
            for (int i = 0, lane = 0; i < end; i += per, lane++)
                for (int p = 0; p < per; p++) to[at + b * block + p * L + lane] = x[xo + b * block + i + p];
        }
    }

    @Override
    public void packedDots(
            Packing packing,
            float[] x,
            MemorySegment w,
            long offset,
            int outs,
            float[] scales,
            float[] biases,
            float[] y,
            int yo,
            float[] work) {
        if (outs == 4 && VectorPacked.hasDots4(packing)) {
            VectorPacked.dots4(packing, x, w, offset, scales, biases, y, yo, work);
            return;
        }
        int words = packing.words();
        int size = packing.size();
        for (int o = 0; o < outs; o++)
            unpack(packing, w, offset + 4L * o * words, scales, biases, o * packing.groups(), work, o * size);
        dots(x, 0, 0, 1, work, 0, size, outs, size, y, yo, 0);
    }
}
