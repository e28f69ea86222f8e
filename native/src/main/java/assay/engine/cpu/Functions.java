package assay.engine.cpu;

/** Elementary functions in float32, step by step as the vector kernels compute them. */
final class Functions {
    static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts, the first short enough that its product with a small integer is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;
    /** Adding it rounds to an integer, which is then in the low bits. */
    static final float ROUND = 0x1.8p23f;
    /** Above, exp is infinite; below the other, 0. */
    static final float EXP_MAX = 88.72284f;

    static final float EXP_MIN = -103.98f;
    /** exp on [-ln 2 / 2, ln 2 / 2] after 1 + r, by power of r less 1. */
    static final float EXP_1 = 5.0000001201e-1f;

    static final float EXP_2 = 1.6666665459e-1f;
    static final float EXP_3 = 4.1665795894e-2f;
    static final float EXP_4 = 8.3334519073e-3f;
    static final float EXP_5 = 1.3981999507e-3f;
    static final float EXP_6 = 1.9875691500e-4f;

    /** log on [sqrt(1/2), sqrt(2)] after r - r^2 / 2, by power of r less 3. */
    static final float LOG_0 = 3.3333331174e-1f;

    static final float LOG_1 = -2.4999993993e-1f;
    static final float LOG_2 = 2.0000714765e-1f;
    static final float LOG_3 = -1.6668057665e-1f;
    static final float LOG_4 = 1.4249322787e-1f;
    static final float LOG_5 = -1.2420140846e-1f;
    static final float LOG_6 = 1.1676998740e-1f;
    static final float LOG_7 = -1.1514610310e-1f;
    static final float LOG_8 = 7.0376836292e-2f;

    static final float SQRT_HALF = 0.70710677f;
    /** tanh near 0 after x, by power of x^2 less 1. */
    static final float TANH_0 = -3.33332819422e-1f;

    static final float TANH_1 = 1.33314422036e-1f;
    static final float TANH_2 = -5.37397155531e-2f;
    static final float TANH_3 = 2.06390887954e-2f;
    static final float TANH_4 = -5.70498872745e-3f;

    static final float TANH_SMALL = 0.625f;

    /** gelu(x) = x * sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 x^3)). */
    static final float GELU_LINEAR = (float) (-2 * Math.sqrt(2 / Math.PI));

    static final float GELU_CUBE = (float) (-2 * Math.sqrt(2 / Math.PI) * 0.044715);

    private Functions() {}

    static float exp(float x) {
        float t = Math.fma(x, LOG2_E, ROUND);
        float k = t - ROUND;
        float r = Math.fma(k, -LN2_HIGH, x);
        r = Math.fma(k, -LN2_LOW, r);
        float p = EXP_6;
        p = Math.fma(p, r, EXP_5);
        p = Math.fma(p, r, EXP_4);
        p = Math.fma(p, r, EXP_3);
        p = Math.fma(p, r, EXP_2);
        p = Math.fma(p, r, EXP_1);
        p = Math.fma(p, r * r, r) + 1;
        int n = Float.floatToRawIntBits(t) - Float.floatToRawIntBits(ROUND);
        int half = n >> 1;
        float y = p * power(half) * power(n - half);
        if (x > EXP_MAX) y = Float.POSITIVE_INFINITY;
        if (x < EXP_MIN) y = 0;
        return y;
    }

    private static float power(int exponent) {
        return Float.intBitsToFloat(exponent + 127 << 23);
    }

    static float log(float x) {
        boolean tiny = x < Float.MIN_NORMAL;
        float scaled = tiny ? x * 0x1p23f : x;
        int bits = Float.floatToRawIntBits(scaled);
        // the exponent of the power of two that brings x nearest to 1
        int shift = bits - Float.floatToRawIntBits(SQRT_HALF) >> 23;
        float r = Float.intBitsToFloat(bits - (shift << 23)) - 1;
        float e = tiny ? shift - 23 : shift;
        float z = r * r;
        float p = LOG_8;
        p = Math.fma(p, r, LOG_7);
        p = Math.fma(p, r, LOG_6);
        p = Math.fma(p, r, LOG_5);
        p = Math.fma(p, r, LOG_4);
        p = Math.fma(p, r, LOG_3);
        p = Math.fma(p, r, LOG_2);
        p = Math.fma(p, r, LOG_1);
        p = Math.fma(p, r, LOG_0);
        p = p * (r * z);
        p = Math.fma(e, LN2_LOW, p);
        p = Math.fma(z, -0.5f, p);
        float y = Math.fma(e, LN2_HIGH, r + p);
        if (x == 0) y = Float.NEGATIVE_INFINITY;
        if (x < 0) y = Float.NaN;
        if (!(x < Float.POSITIVE_INFINITY)) y = x;
        return y;
    }

    static float tanh(float x) {
        float a = Math.abs(x);
        float z = x * x;
        float p = TANH_4;
        p = Math.fma(p, z, TANH_3);
        p = Math.fma(p, z, TANH_2);
        p = Math.fma(p, z, TANH_1);
        p = Math.fma(p, z, TANH_0);
        float near = Math.fma(p * z, x, x);
        float far = 1 - 2 / (exp(a + a) + 1);
        return a < TANH_SMALL ? near : Math.copySign(far, x);
    }
}
