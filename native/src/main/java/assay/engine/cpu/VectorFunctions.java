package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.all;
import static assay.engine.cpu.VectorLanes.at;
import static assay.engine.cpu.VectorLanes.floats;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Functions of one element, on whole vectors: {@link Functions} step by step. */
final class VectorFunctions {
    private VectorFunctions() {}

    static void unary(Unary op, float[] x, int xo, float[] y, int yo, int n) {
        switch (op) {
            case NEGATIVE -> negative(x, xo, y, yo, n);
            case EXP -> exp(x, xo, y, yo, n);
            case LOG -> log(x, xo, y, yo, n);
            case SQRT -> sqrt(x, xo, y, yo, n);
            case RSQRT -> rsqrt(x, xo, y, yo, n);
            case TANH -> tanh(x, xo, y, yo, n);
            case SIGMOID -> sigmoid(x, xo, y, yo, n);
            case SILU -> silu(x, xo, y, yo, n);
            case GELU -> gelu(x, xo, y, yo, n);
        }
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

    static FloatVector exp(FloatVector x) {
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
}
