package assay.engine.cpu;

import assay.engine.DType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the widest vectors of this processor; what fills no vector goes through masks or the scalar twin. It is
 * long because it is the only class that knows the Vector API. The compiler gives up inlining in a method of more than
 * about forty vector operations and then allocates every vector, so each loop is a method, and its sums are folded in
 * another.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, S.vectorShape());
    private static final VectorSpecies<Short> H = VectorSpecies.of(short.class, VectorShape.forBitSize(16 * L));
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final VectorShuffle<Float> ROTATE_8 = VectorShuffle.iota(S, 8 % L, 1, true);
    private static final VectorShuffle<Float> ROTATE_4 = VectorShuffle.iota(S, 4 % L, 1, true);
    private static final VectorShuffle<Float> ROTATE_2 = VectorShuffle.iota(S, 2, 1, true);
    private static final VectorShuffle<Float> ROTATE_1 = VectorShuffle.iota(S, 1, 1, true);

    /** Lane j's group in a vector whose lanes share one by 2, 4, 8 or 16. */
    private static final int[] SPREAD = new int[4 * L];

    static {
        for (int i = 0; i < SPREAD.length; i++) SPREAD[i] = i % L >> 1 + i / L;
    }

    private final ScalarKernels scalar = new ScalarKernels(L);
    private final Unpacking[] unpackings = {null, null, null, new Unpacking(3), null, new Unpacking(5), new Unpacking(6)
    };

    /** How values of 3, 5 or 6 bits are cut from words: a table per vector of 32 values, which fill {@code bits} words. */
    private static final class Unpacking {
        final int[] firstWord = new int[32 / L];
        final int[] low = new int[32];
        final int[] high = new int[32];
        final int[] down = new int[32];
        final int[] up = new int[32];

        Unpacking(int bits) {
            for (int i = 0; i < 32; i++) {
                int first = i / L * L * bits / 32;
                firstWord[i / L] = first;
                low[i] = i * bits / 32 - first;
                high[i] = Math.min(low[i] + 1, L - 1);
                down[i] = i * bits % 32;
                up[i] = 31 - down[i];
            }
        }
    }

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public String describe() {
        return S.vectorBitSize() + "-bit vectors";
    }

    private static FloatVector at(float[] x, int i) {
        return FloatVector.fromArray(S, x, i);
    }

    /** The last {@code n} elements and zeros. */
    private static FloatVector end(float[] x, int i, int n) {
        return FloatVector.fromArray(S, x, i, S.indexInRange(0, n));
    }

    private static FloatVector all(float x) {
        return FloatVector.broadcast(S, x);
    }

    private static float fold(FloatVector v) {
        if (L >= 16) v = v.add(v.rearrange(ROTATE_8));
        if (L >= 8) v = v.add(v.rearrange(ROTATE_4));
        v = v.add(v.rearrange(ROTATE_2));
        return v.add(v.rearrange(ROTATE_1)).lane(0);
    }

    @Override
    public void unary(Unary op, float[] x, int xo, float[] y, int yo, int n) {
        int whole = S.loopBound(n);
        switch (op) {
            case NEGATIVE -> negative(x, xo, y, yo, whole);
            case EXP -> exp(x, xo, y, yo, whole);
            case LOG -> log(x, xo, y, yo, whole);
            case SQRT -> sqrt(x, xo, y, yo, whole);
            case RSQRT -> rsqrt(x, xo, y, yo, whole);
            case TANH -> tanh(x, xo, y, yo, whole);
            case SIGMOID -> sigmoid(x, xo, y, yo, whole);
            case SILU -> silu(x, xo, y, yo, whole);
            case GELU -> gelu(x, xo, y, yo, whole);
        }
        scalar.unary(op, x, xo + whole, y, yo + whole, n - whole);
    }

    private static void negative(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            at(x, xo + i).neg().intoArray(y, yo + i);
        }
    }

    private static void exp(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            exp(at(x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            log(at(x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            at(x, xo + i).sqrt().intoArray(y, yo + i);
        }
    }

    private static void rsqrt(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            all(1).div(at(x, xo + i).sqrt()).intoArray(y, yo + i);
        }
    }

    private static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            tanh(at(x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            all(1).div(exp(at(x, xo + i).neg()).add(1)).intoArray(y, yo + i);
        }
    }

    private static void silu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            FloatVector v = at(x, xo + i);
            v.div(exp(v.neg()).add(1)).intoArray(y, yo + i);
        }
    }

    private static void gelu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += L) {
            FloatVector v = at(x, xo + i);
            FloatVector inner = v.mul(v).fma(Functions.GELU_CUBE, Functions.GELU_LINEAR);
            v.div(exp(v.mul(inner)).add(1)).intoArray(y, yo + i);
        }
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector t = x.fma(Functions.LOG2_E, Functions.ROUND);
        FloatVector k = t.sub(Functions.ROUND);
        FloatVector r = k.fma(all(-Functions.LN2_HIGH), x);
        r = k.fma(all(-Functions.LN2_LOW), r);
        FloatVector p = all(Functions.EXP_6);
        p = p.fma(r, all(Functions.EXP_5));
        p = p.fma(r, all(Functions.EXP_4));
        p = p.fma(r, all(Functions.EXP_3));
        p = p.fma(r, all(Functions.EXP_2));
        p = p.fma(r, all(Functions.EXP_1));
        p = p.fma(r.mul(r), r).add(1);
        IntVector n = t.reinterpretAsInts().sub(Float.floatToRawIntBits(Functions.ROUND));
        IntVector half = n.lanewise(VectorOperators.ASHR, 1);
        FloatVector y = p.mul(power(half)).mul(power(n.sub(half)));
        y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, Functions.EXP_MAX));
        return y.blend(0, x.compare(VectorOperators.LT, Functions.EXP_MIN));
    }

    private static FloatVector power(IntVector exponent) {
        return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    private static FloatVector log(FloatVector x) {
        VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(0x1p23f), tiny).reinterpretAsInts();
        IntVector shift = bits.sub(Float.floatToRawIntBits(Functions.SQRT_HALF)).lanewise(VectorOperators.ASHR, 23);
        FloatVector r = bits.sub(shift.lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats()
                .sub(1);
        FloatVector e = floats(shift);
        e = e.blend(e.sub(23), tiny);
        FloatVector z = r.mul(r);
        FloatVector p = all(Functions.LOG_8);
        p = p.fma(r, all(Functions.LOG_7));
        p = p.fma(r, all(Functions.LOG_6));
        p = p.fma(r, all(Functions.LOG_5));
        p = p.fma(r, all(Functions.LOG_4));
        p = p.fma(r, all(Functions.LOG_3));
        p = p.fma(r, all(Functions.LOG_2));
        p = p.fma(r, all(Functions.LOG_1));
        p = p.fma(r, all(Functions.LOG_0));
        p = p.mul(r.mul(z));
        p = e.fma(all(Functions.LN2_LOW), p);
        p = z.fma(all(-0.5f), p);
        FloatVector y = e.fma(all(Functions.LN2_HIGH), r.add(p));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
        y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0));
        return y.blend(x, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not());
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector z = x.mul(x);
        FloatVector p = all(Functions.TANH_4);
        p = p.fma(z, all(Functions.TANH_3));
        p = p.fma(z, all(Functions.TANH_2));
        p = p.fma(z, all(Functions.TANH_1));
        p = p.fma(z, all(Functions.TANH_0));
        FloatVector near = p.mul(z).fma(x, x);
        FloatVector far = all(1).sub(all(2).div(exp(a.add(a)).add(1)));
        IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
        FloatVector signed =
                far.reinterpretAsInts().and(Integer.MAX_VALUE).or(sign).reinterpretAsFloats();
        return signed.blend(near, a.compare(VectorOperators.LT, Functions.TANH_SMALL));
    }

    @Override
    public void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int whole = S.loopBound(n);
        switch (op) {
            case ADD -> {
                for (int i = 0; i < whole; i += L)
                    at(a, ao + i).add(at(b, bo + i)).intoArray(y, yo + i);
            }
            case SUBTRACT -> {
                for (int i = 0; i < whole; i += L)
                    at(a, ao + i).sub(at(b, bo + i)).intoArray(y, yo + i);
            }
            case MULTIPLY -> {
                for (int i = 0; i < whole; i += L)
                    at(a, ao + i).mul(at(b, bo + i)).intoArray(y, yo + i);
            }
            case DIVIDE -> {
                for (int i = 0; i < whole; i += L)
                    at(a, ao + i).div(at(b, bo + i)).intoArray(y, yo + i);
            }
            case MAXIMUM -> {
                for (int i = 0; i < whole; i += L)
                    at(a, ao + i).max(at(b, bo + i)).intoArray(y, yo + i);
            }
            case MINIMUM -> {
                for (int i = 0; i < whole; i += L)
                    at(a, ao + i).min(at(b, bo + i)).intoArray(y, yo + i);
            }
        }
        scalar.binary(op, a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
    }

    @Override
    public void right(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
        int whole = S.loopBound(n);
        switch (op) {
            case ADD -> {
                for (int i = 0; i < whole; i += L) at(a, ao + i).add(b).intoArray(y, yo + i);
            }
            case SUBTRACT -> {
                for (int i = 0; i < whole; i += L) at(a, ao + i).sub(b).intoArray(y, yo + i);
            }
            case MULTIPLY -> {
                for (int i = 0; i < whole; i += L) at(a, ao + i).mul(b).intoArray(y, yo + i);
            }
            case DIVIDE -> {
                for (int i = 0; i < whole; i += L) at(a, ao + i).div(b).intoArray(y, yo + i);
            }
            case MAXIMUM -> {
                for (int i = 0; i < whole; i += L) at(a, ao + i).max(b).intoArray(y, yo + i);
            }
            case MINIMUM -> {
                for (int i = 0; i < whole; i += L) at(a, ao + i).min(b).intoArray(y, yo + i);
            }
        }
        scalar.right(op, a, ao + whole, b, y, yo + whole, n - whole);
    }

    @Override
    public void left(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
        int whole = S.loopBound(n);
        switch (op) {
            case ADD, MULTIPLY, MAXIMUM, MINIMUM -> right(op, b, bo, a, y, yo, whole);
            case SUBTRACT -> {
                for (int i = 0; i < whole; i += L) all(a).sub(at(b, bo + i)).intoArray(y, yo + i);
            }
            case DIVIDE -> {
                for (int i = 0; i < whole; i += L) all(a).div(at(b, bo + i)).intoArray(y, yo + i);
            }
        }
        scalar.left(op, a, b, bo + whole, y, yo + whole, n - whole);
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) sum = sum.add(at(x, xo + i));
        if (i < n) sum = sum.add(end(x, xo + i, n - i));
        return fold(sum);
    }

    @Override
    public float max(float[] x, int xo, int n) {
        FloatVector max = all(Float.NEGATIVE_INFINITY);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += L) max = max.max(at(x, xo + i));
        return Math.max(max.reduceLanes(VectorOperators.MAX), scalar.max(x, xo + whole, n - whole));
    }

    @Override
    public float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) {
            FloatVector e = exp(at(x, xo + i).sub(shift));
            e.intoArray(y, yo + i);
            sum = sum.add(e);
        }
        for (int j = i; j < n; j++) y[yo + j] = Functions.exp(x[xo + j] - shift);
        if (i < n) sum = sum.add(end(y, yo + i, n - i));
        return fold(sum);
    }

    private static float dot(float[] a, int ao, float[] b, int bo, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= n; i += L) sum = at(a, ao + i).fma(at(b, bo + i), sum);
        if (i < n) sum = end(a, ao + i, n - i).fma(end(b, bo + i, n - i), sum);
        return fold(sum);
    }

    @Override
    public void rmsNorm(float[] x, int xo, float[] weight, int wo, float eps, float[] y, int yo, int n) {
        float scale = 1 / (float) Math.sqrt(dot(x, xo, x, xo, n) / n + eps);
        int i = 0;
        for (; i + L <= n; i += L)
            at(x, xo + i).mul(scale).mul(at(weight, wo + i)).intoArray(y, yo + i);
        for (; i < n; i++) y[yo + i] = x[xo + i] * scale * weight[wo + i];
    }

    @Override
    public void rotate(float[] x, int xo, float[] cos, float[] sin, int to, float[] y, int yo, int half) {
        int i = 0;
        for (; i + L <= half; i += L) {
            FloatVector a = at(x, xo + i);
            FloatVector b = at(x, xo + half + i);
            FloatVector c = at(cos, to + i);
            FloatVector s = at(sin, to + i);
            a.mul(c).sub(b.mul(s)).intoArray(y, yo + i);
            a.mul(s).add(b.mul(c)).intoArray(y, yo + half + i);
        }
        for (; i < half; i++) {
            float a = x[xo + i];
            float b = x[xo + half + i];
            y[yo + i] = a * cos[to + i] - b * sin[to + i];
            y[yo + half + i] = a * sin[to + i] + b * cos[to + i];
        }
    }

    @Override
    public void combine(float[] a, int ao, int k, float[] b, int bo, int bs, float[] y, int yo, int n) {
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
        if (j < n) scalar.combine(a, ao, k, b, bo + j, bs, y, yo + j, n - j);
    }

    @Override
    public void scores(float[] q, int qo, float[] k, int ko, int ks, int keys, int n, float scale, float[] scores) {
        dots(q, qo, 0, 1, k, ko, ks, keys, n, scores, 0, 0);
        right(Binary.MULTIPLY, scores, 0, scale, scores, 0, keys);
    }

    @Override
    public void widen(DType dtype, MemorySegment from, long offset, float[] to, int at, int n) {
        int whole =
                switch (dtype) {
                    case F32 -> copy(from, offset, to, at, n);
                    case BF16 -> widenBf16(from, offset, to, at, S.loopBound(n));
                    case F16 -> widenF16(from, offset, to, at, S.loopBound(n));
                    case I32, U32 -> 0;
                };
        scalar.widen(dtype, from, offset + (long) whole * dtype.bytes, to, at + whole, n - whole);
    }

    private static int copy(MemorySegment from, long offset, float[] to, int at, int n) {
        MemorySegment.copy(from, Copies.FLOAT, offset, to, at, n);
        return n;
    }

    private static int widenBf16(MemorySegment from, long offset, float[] to, int at, int n) {
        for (int i = 0; i < n; i += L) bfloats(shorts(from, offset + 2L * i)).intoArray(to, at + i);
        return n;
    }

    private static int widenF16(MemorySegment from, long offset, float[] to, int at, int n) {
        for (int i = 0; i < n; i += L) half(shorts(from, offset + 2L * i)).intoArray(to, at + i);
        return n;
    }

    @Override
    public void widenPadded(DType dtype, MemorySegment from, long offset, float[] to, int n, int size) {
        int whole = S.loopBound(n + L - 1);
        // reading over the end of a row is cheaper than a scalar tail, except at the end of the segment
        if (dtype == DType.F32 || offset + (long) whole * dtype.bytes > from.byteSize()) whole = n;
        widen(dtype, from, offset, to, 0, whole);
        Arrays.fill(to, n, size, 0);
    }

    private static FloatVector bfloats(IntVector v) {
        return v.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    private static IntVector shorts(MemorySegment from, long offset) {
        return (IntVector) ShortVector.fromMemorySegment(H, from, offset, LE).convertShape(VectorOperators.S2I, I, 0);
    }

    private static FloatVector half(IntVector h) {
        IntVector sign = h.and(Integer.MIN_VALUE);
        // the exponent's bias is corrected by a product, which is exact and makes subnormals right too
        IntVector magnitude = h.and(0x7fff).lanewise(VectorOperators.LSHL, 13);
        FloatVector value = magnitude.reinterpretAsFloats().mul(0x1p112f);
        IntVector special = magnitude.or(0x7f800000);
        IntVector bits = value.reinterpretAsInts().blend(special, magnitude.compare(VectorOperators.GE, 0x7c00 << 13));
        return bits.or(sign).reinterpretAsFloats();
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
    private static void fold(float[] partial, int outs, float[] y, int yo, int ys, int rows) {
        for (int r = 0; r < rows; r++)
            for (int o = 0; o < outs; o++) y[yo + r * ys + o] = fold(at(partial, (r * outs + o) * L));
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
        int done = packing.inWords()
                ? unpackWords(packing, from, offset, scales, biases, so, to, at)
                : unpackAcrossWords(packing, from, offset, scales, biases, so, to, at);
        scalar.unpack(packing, done, from, offset, scales, biases, so, to, at);
    }

    private static IntVector words(MemorySegment from, long offset) {
        return IntVector.fromMemorySegment(I, from, offset, LE);
    }

    private static FloatVector floats(IntVector v) {
        return (FloatVector) v.convertShape(VectorOperators.I2F, S, 0);
    }

    /** Values of whole words, as far as whole vectors can be read; what lies beyond the row meets zeros. */
    private static int unpackWords(
            Packing packing,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        IntVector spread = spread(packing);
        int bits = packing.bits();
        int per = packing.perBlock();
        int mask = (1 << bits) - 1;
        int end = (int) Math.min(packing.words(), (from.byteSize() - offset) / 4 - L + 1);
        int shift = Integer.numberOfTrailingZeros(packing.group() / per);
        int w = 0;
        for (; w < end; w += L) {
            IntVector v = words(from, offset + 4L * w);
            FloatVector scale = grouped(scales, so + (w >> shift), spread);
            FloatVector bias = grouped(biases, so + (w >> shift), spread);
            for (int p = 0; p < per; p++) {
                floats(v.and(mask)).fma(scale, bias).intoArray(to, at + w * per + p * L);
                v = v.lanewise(VectorOperators.LSHR, bits);
            }
        }
        return Math.min(w, packing.words()) * per;
    }

    private int unpackAcrossWords(
            Packing packing,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        Unpacking unpacking = unpackings[packing.bits()];
        int bytes = 4 * packing.bits();
        long room = from.byteSize() - offset - 4L * (unpacking.firstWord[32 / L - 1] + L);
        int end = room < 0 ? 0 : (int) Math.min(packing.n(), (room / bytes + 1) * 32);
        for (int m = 0; m < 32 / L; m++)
            unpackAcrossWords(
                    packing,
                    unpacking,
                    m * L,
                    end,
                    from,
                    offset + 4L * unpacking.firstWord[m],
                    scales,
                    biases,
                    so,
                    to,
                    at);
        return end;
    }

    /** The values from {@code first} to {@code first + L} of every 32. */
    private static void unpackAcrossWords(
            Packing packing,
            Unpacking unpacking,
            int first,
            int end,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        IntVector low = IntVector.fromArray(I, unpacking.low, first);
        IntVector high = IntVector.fromArray(I, unpacking.high, first);
        IntVector down = IntVector.fromArray(I, unpacking.down, first);
        IntVector up = IntVector.fromArray(I, unpacking.up, first);
        int mask = (1 << packing.bits()) - 1;
        int group = Integer.numberOfTrailingZeros(packing.group());
        for (int i = 0; i < end; i += 32) {
            IntVector v = words(from, offset + (long) i / 8 * packing.bits());
            IntVector q = low.selectFrom(v)
                    .lanewise(VectorOperators.LSHR, down)
                    .or(high.selectFrom(v).lanewise(VectorOperators.LSHL, up).lanewise(VectorOperators.LSHL, 1));
            int g = so + (i >> group);
            floats(q.and(mask)).fma(all(scales[g]), all(biases[g])).intoArray(to, at + i + first);
        }
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

    /** Scales or biases of the groups of a vector's lanes, from that of the first of them on. */
    private static FloatVector grouped(float[] perGroup, int at, IntVector spread) {
        return spread.selectFrom(at(perGroup, at).reinterpretAsInts()).reinterpretAsFloats();
    }

    private static IntVector spread(Packing packing) {
        return IntVector.fromArray(I, SPREAD, (Integer.numberOfTrailingZeros(packing.spread()) - 1) * L);
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
        int words = packing.words();
        int size = packing.size();
        if (outs == 4 && packing.inWords() && words % L == 0) {
            int groups = packing.groups();
            packedDots2(packing, x, w, offset, scales, biases, 0, work, 0);
            packedDots2(packing, x, w, offset + 8L * words, scales, biases, 2 * groups, work, 2 * L);
            fold(work, 4, y, yo, 0, 1);
            return;
        }
        for (int o = 0; o < outs; o++)
            unpack(packing, w, offset + 4L * o * words, scales, biases, o * packing.groups(), work, o * size);
        dots(x, 0, 0, 1, work, 0, size, outs, size, y, yo, 0);
    }

    // two rows at a time hide the latency of the sums; more would be too much for the compiler to inline
    private static void packedDots2(
            Packing packing,
            float[] x,
            MemorySegment w,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] partial,
            int at) {
        IntVector spread = spread(packing);
        int bits = packing.bits();
        int mask = (1 << bits) - 1;
        int words = packing.words();
        int per = packing.perBlock();
        int groups = packing.groups();
        int shift = Integer.numberOfTrailingZeros(packing.group() / per);
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        for (int i = 0; i < words; i += L) {
            IntVector v0 = words(w, offset + 4L * i);
            IntVector v1 = words(w, offset + 4L * (words + i));
            int g = so + (i >> shift);
            FloatVector f0 = grouped(scales, g, spread);
            FloatVector f1 = grouped(scales, g + groups, spread);
            FloatVector b0 = grouped(biases, g, spread);
            FloatVector b1 = grouped(biases, g + groups, spread);
            for (int p = 0; p < per; p++) {
                FloatVector u = at(x, i * per + p * L);
                s0 = floats(v0.and(mask)).fma(f0, b0).fma(u, s0);
                s1 = floats(v1.and(mask)).fma(f1, b1).fma(u, s1);
                v0 = v0.lanewise(VectorOperators.LSHR, bits);
                v1 = v1.lanewise(VectorOperators.LSHR, bits);
            }
        }
        s0.intoArray(partial, at);
        s1.intoArray(partial, at + L);
    }
}
