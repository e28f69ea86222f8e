package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.DType;
import assay.engine.io.RawTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/** Random arrays and stored tensors, and comparisons of results. */
final class Numbers {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        88.7f,
        88.8f,
        -87.4f,
        -103.9f,
        -104.1f,
        0.625f,
        1e-6f
    };

    private Numbers() {}

    static float[] floats(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = (float) random.nextGaussian();
        return values;
    }

    /** Of every magnitude, with NaN and infinities among them. */
    static float[] wild(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++)
            values[i] = switch (random.nextInt(4)) {
                case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
                case 1 -> Float.intBitsToFloat(random.nextInt());
                default -> (float) (random.nextGaussian() * 20);
            };
        return values;
    }

    static RawTensor raw(DType dtype, float[] values, int... shape) {
        MemorySegment bytes = Arena.ofAuto().allocate((long) values.length * dtype.bytes + 3);
        // stored tensors need not be aligned
        MemorySegment data = bytes.asSlice(3);
        for (int i = 0; i < values.length; i++) Copies.write(dtype, data, (long) i * dtype.bytes, values[i]);
        return new RawTensor("t", "f", dtype, shape, data);
    }

    static RawTensor words(int[] values, int... shape) {
        MemorySegment data = Arena.ofAuto().allocate(values.length * 4L);
        for (int i = 0; i < values.length; i++) Copies.word(data, i * 4L, values[i]);
        return new RawTensor("t", "f", DType.U32, shape, data);
    }

    static float[] stored(RawTensor raw) {
        float[] values = new float[(int) (raw.data().byteSize() / raw.dtype().bytes)];
        for (int i = 0; i < values.length; i++)
            values[i] = Copies.read(raw.dtype(), raw.data(), (long) i * raw.dtype().bytes);
        return values;
    }

    /** The same numbers bit for bit; every NaN is like every other. */
    static void same(float[] a, float[] b) {
        assertThat(a.length).isEqualTo(b.length);
        for (int i = 0; i < a.length; i++)
            assertThat(Float.floatToIntBits(a[i]))
                    .as("element %s: %s and %s", i, a[i], b[i])
                    .isEqualTo(Float.floatToIntBits(b[i]));
    }

    /** Within {@code tolerance}, relative to the larger of 1 and the expected value. */
    static void near(float[] a, double[] expected, double tolerance) {
        assertThat(a.length).isEqualTo(expected.length);
        for (int i = 0; i < a.length; i++)
            assertThat((double) a[i])
                    .as("element %s", i)
                    .isCloseTo(
                            expected[i],
                            org.assertj.core.data.Offset.offset(tolerance * Math.max(1, Math.abs(expected[i]))));
    }

    /** Distance in representable floats. */
    static double ulps(float a, double expected) {
        if (Float.isNaN(a) || Double.isNaN(expected))
            return Float.isNaN(a) && Double.isNaN(expected) ? 0 : Double.MAX_VALUE;
        if (a == (float) expected) return 0;
        return Math.abs(a - expected) / Math.ulp((float) expected);
    }
}
