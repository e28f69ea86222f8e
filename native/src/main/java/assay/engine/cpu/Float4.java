package assay.engine.cpu;

/** The numbers of mxfp4: values of 4 bits (e2m1), and powers of two of 8 bits (e8m0) that scale groups of them. */
final class Float4 {
    static final int GROUP = 32;
    private static final float[] VALUES = {0f, 0.5f, 1f, 1.5f, 2f, 3f, 4f, 6f};
    /** Up to the first VALUES[0] is nearest, up to the second VALUES[1], ...; a tie goes to the even one. */
    private static final float[] BOUNDS = {0.25f, 0.75f, 1.25f, 1.75f, 2.5f, 3.5f, 5f};

    private static final float SQRT_2 = (float) Math.sqrt(2);

    private Float4() {}

    /** @param q from 0 to 15; 8 is the sign */
    static float value(int q) {
        return q < 8 ? VALUES[q] : -VALUES[q - 8];
    }

    /** The nearest of the 16 values. */
    static int nearest(float x) {
        float size = Math.abs(x);
        int q = 0;
        while (q < BOUNDS.length && (size > BOUNDS[q] || size == BOUNDS[q] && q % 2 == 1)) q++;
        return Float.floatToRawIntBits(x) < 0 ? q | 8 : q;
    }

    /** Two to the power of {@code exponent - 127}; the smallest is MLX's. */
    static float scale(int exponent) {
        return Float.intBitsToFloat(exponent == 0 ? 1 << 22 : exponent << 23);
    }

    /** The stored exponent of the power of two that is nearest to {@code x >= 0} in logarithm. */
    static int exponent(float x) {
        if (x < Float.MIN_NORMAL) return 0;
        int exponent = Math.getExponent(x);
        int nearest = x / Math.scalb(1f, exponent) < SQRT_2 ? exponent : exponent + 1;
        return Math.min(nearest, 127) + 127;
    }
}
