package assay.engine.io;

import assay.engine.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as the bytes of a stored type, little-endian. */
public final class Halves {
    private Halves() {}

    /** Floats in a float type, rounded to the nearest, ties to even. */
    public static byte[] bytes(DType dtype, float[] values) {
        ByteBuffer buffer = buffer(dtype, values.length);
        for (float value : values) {
            switch (dtype) {
                case F32 -> buffer.putFloat(value);
                case F16 -> buffer.putShort(Float.floatToFloat16(value));
                case BF16 -> buffer.putShort(bfloat16(value));
                case I32, U32, U8 -> throw new IllegalArgumentException("floats are not stored as " + dtype);
            }
        }
        return buffer.array();
    }

    /** Whole numbers in an integer type. */
    public static byte[] bytes(DType dtype, int[] values) {
        ByteBuffer buffer = buffer(dtype, values.length);
        for (int value : values) {
            switch (dtype) {
                case I32, U32 -> buffer.putInt(value);
                case U8 -> buffer.put((byte) value);
                case F32, F16, BF16 -> throw new IllegalArgumentException("integers are not stored as " + dtype);
            }
        }
        return buffer.array();
    }

    /** The upper half of a finite float32, rounded. */
    public static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }

    private static ByteBuffer buffer(DType dtype, int count) {
        return ByteBuffer.allocate(Math.multiplyExact(count, dtype.bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
