package assay.engine.cpu;

import assay.engine.DType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The kernels in plain Java: the oracle of the vector kernels, and what runs where the Vector API is absent. */
final class ScalarKernels implements Kernels {
    private final int lanes;

    /** @param lanes a power of two */
    ScalarKernels(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public String describe() {
        return "no vectors";
    }

    static float apply(Unary op, float x) {
        return switch (op) {
            case NEGATIVE -> -x;
            case EXP -> Functions.exp(x);
            case LOG -> Functions.log(x);
            case SQRT -> (float) Math.sqrt(x);
            case RSQRT -> 1 / (float) Math.sqrt(x);
            case TANH -> Functions.tanh(x);
            case SIGMOID -> 1 / (1 + Functions.exp(-x));
            case SILU -> x / (1 + Functions.exp(-x));
            case GELU -> x / (1 + Functions.exp(x * Math.fma(x * x, Functions.GELU_CUBE, Functions.GELU_LINEAR)));
        };
    }

    static float apply(Binary op, float a, float b) {
        return switch (op) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
        };
    }

    @Override
    public void unary(Unary op, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) y[yo + i] = apply(op, x[xo + i]);
    }

    @Override
    public void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) y[yo + i] = apply(op, a[ao + i], b[bo + i]);
    }

    @Override
    public void right(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) y[yo + i] = apply(op, a[ao + i], b);
    }

    @Override
    public void left(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) y[yo + i] = apply(op, a, b[bo + i]);
    }

    /** Partial sums added in halves. */
    private static float fold(float[] partial) {
        for (int half = partial.length / 2; half > 0; half /= 2)
            for (int i = 0; i < half; i++) partial[i] += partial[i + half];
        return partial[0];
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        float[] partial = new float[lanes];
        for (int i = 0; i < n; i++) partial[i % lanes] += x[xo + i];
        return fold(partial);
    }

    @Override
    public float max(float[] x, int xo, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) max = Math.max(max, x[xo + i]);
        return max;
    }

    @Override
    public float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) y[yo + i] = Functions.exp(x[xo + i] - shift);
        return sum(y, yo, n);
    }

    private float dot(float[] a, int ao, float[] b, int bo, int n) {
        float[] partial = new float[lanes];
        for (int i = 0; i < n; i++) partial[i % lanes] = Math.fma(a[ao + i], b[bo + i], partial[i % lanes]);
        return fold(partial);
    }

    @Override
    public void rmsNorm(float[] x, int xo, float[] weight, int wo, float eps, float[] y, int yo, int n) {
        float scale = 1 / (float) Math.sqrt(dot(x, xo, x, xo, n) / n + eps);
        for (int i = 0; i < n; i++) y[yo + i] = x[xo + i] * scale * weight[wo + i];
    }

    @Override
    public void rotate(float[] x, int xo, float[] cos, float[] sin, int to, float[] y, int yo, int half) {
        rotate(x, xo, cos, sin, to, y, yo, half, 0);
    }

    /** From pair {@code first} on. */
    void rotate(float[] x, int xo, float[] cos, float[] sin, int to, float[] y, int yo, int half, int first) {
        for (int i = first; i < half; i++) {
            float a = x[xo + i];
            float b = x[xo + half + i];
            y[yo + i] = a * cos[to + i] - b * sin[to + i];
            y[yo + half + i] = a * sin[to + i] + b * cos[to + i];
        }
    }

    @Override
    public void combine(float[] a, int ao, int k, float[] b, int bo, int bs, float[] y, int yo, int n) {
        for (int j = 0; j < n; j++) {
            float sum = 0;
            for (int i = 0; i < k; i++) sum = Math.fma(a[ao + i], b[bo + i * bs + j], sum);
            y[yo + j] = sum;
        }
    }

    @Override
    public void scores(float[] q, int qo, float[] k, int ko, int ks, int keys, int n, float scale, float[] scores) {
        for (int j = 0; j < keys; j++) scores[j] = dot(q, qo, k, ko + j * ks, n) * scale;
    }

    @Override
    public void widen(DType dtype, MemorySegment from, long offset, float[] to, int at, int n) {
        for (int i = 0; i < n; i++) to[at + i] = Copies.read(dtype, from, offset + (long) i * dtype.bytes);
    }

    @Override
    public void widenPadded(DType dtype, MemorySegment from, long offset, float[] to, int n, int size) {
        widen(dtype, from, offset, to, 0, n);
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
        for (int r = 0; r < rows; r++)
            for (int o = 0; o < outs; o++) y[yo + r * ys + o] = dot(x, xo + r * xs, w, wo + o * ws, n);
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
        unpack(packing, 0, from, offset, scales, biases, so, to, at);
    }

    /** From value {@code first} on, which begins a block. */
    void unpack(
            Packing packing,
            int first,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        if (first == packing.n()) return;
        int bits = packing.bits();
        Arrays.fill(to, at + first, at + packing.size(), 0);
        for (int i = first; i < packing.n(); i++) {
            long bit = (long) i * bits;
            long word = Integer.toUnsignedLong(Copies.word(from, offset + bit / 32 * 4));
            if (bit % 32 + bits > 32) word |= (long) Copies.word(from, offset + bit / 32 * 4 + 4) << 32;
            int q = (int) (word >>> bit % 32) & (1 << bits) - 1;
            int group = so + i / packing.group();
            to[at + packing.place(i)] = switch (packing.mode()) {
                case AFFINE -> Math.fma(q, scales[group], biases[group]);
                case MXFP4 -> Float4.value(q) * scales[group];
            };
        }
    }

    @Override
    public void arrange(Packing packing, float[] x, int xo, float[] to, int at) {
        Arrays.fill(to, at, at + packing.size(), 0);
        for (int i = 0; i < packing.n(); i++) to[at + packing.place(i)] = x[xo + i];
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
        for (int o = 0; o < outs; o++)
            unpack(
                    packing,
                    w,
                    offset + 4L * o * packing.words(),
                    scales,
                    biases,
                    o * packing.groups(),
                    work,
                    o * packing.size());
        dots(x, 0, 0, 1, work, 0, packing.size(), outs, packing.size(), y, yo, 0);
    }
}
