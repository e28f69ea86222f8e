package assay.engine.cpu;

import assay.engine.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Moving elements between layouts and types. */
final class Copies {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Copies() {}

    /** Elements of {@code from} as {@code layout} sees them, row-major into the beginning of {@code to}. */
    static float[] gather(float[] from, Layout layout, float[] to) {
        int run = layout.run();
        int step = layout.step();
        if (layout.contiguous()) {
            System.arraycopy(from, layout.offset(), to, 0, layout.size());
            return to;
        }
        int at = 0;
        for (int start : layout.rows()) {
            if (step == 1) System.arraycopy(from, start, to, at, run);
            else for (int i = 0; i < run; i++) to[at + i] = from[start + i * step];
            at += run;
        }
        return to;
    }

    /** As {@link #gather(float[], Layout, float[])} for integers. */
    static int[] gather(int[] from, Layout layout) {
        int[] to = new int[layout.size()];
        int at = 0;
        for (int start : layout.rows())
            for (int i = 0; i < layout.run(); i++) to[at++] = from[start + i * layout.step()];
        return to;
    }

    static int[] words(MemorySegment bytes) {
        return bytes.toArray(INT);
    }

    /** As {@link #words}, of bytes from 0 to 255. */
    static int[] bytes(MemorySegment bytes) {
        int[] values = new int[Math.toIntExact(bytes.byteSize())];
        for (int i = 0; i < values.length; i++) values[i] = Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, i));
        return values;
    }

    /** The elements that {@code source} describes, into the places of {@code to} that {@code target} describes. */
    static void scatter(float[] from, Layout source, float[] to, Layout target) {
        int[] reads = source.rows();
        int[] writes = target.rows();
        int run = target.run();
        int read = source.step();
        int write = target.step();
        for (int r = 0; r < writes.length; r++) {
            if (read == 1 && write == 1) System.arraycopy(from, reads[r], to, writes[r], run);
            else for (int i = 0; i < run; i++) to[writes[r] + i * write] = from[reads[r] + i * read];
        }
    }

    static float[] floats(int[] values) {
        float[] to = new float[values.length];
        for (int i = 0; i < to.length; i++) to[i] = values[i];
        return to;
    }

    /** One element widened to float32. */
    static float read(DType dtype, MemorySegment bytes, long at) {
        return switch (dtype) {
            case F32 -> bytes.get(FLOAT, at);
            case BF16 -> Float.intBitsToFloat(bytes.get(SHORT, at) << 16);
            case F16 -> Float.float16ToFloat(bytes.get(SHORT, at));
            case I32 -> bytes.get(INT, at);
            case U32 -> Integer.toUnsignedLong(bytes.get(INT, at));
            case U8 -> Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at));
        };
    }

    /** One element rounded to its stored type, ties to even. */
    static void write(DType dtype, MemorySegment bytes, long at, float value) {
        switch (dtype) {
            case F32 -> bytes.set(FLOAT, at, value);
            case BF16 -> bytes.set(SHORT, at, bfloat16(value));
            case F16 -> bytes.set(SHORT, at, Float.floatToFloat16(value));
            case I32 -> bytes.set(INT, at, (int) value);
            case U32 -> bytes.set(INT, at, (int) (long) value);
            case U8 -> bytes.set(ValueLayout.JAVA_BYTE, at, (byte) (int) value);
        }
    }

    static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (value != value) return (short) (bits >>> 16 | 0x40);
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    static void word(MemorySegment bytes, long at, int value) {
        bytes.set(INT, at, value);
    }

    static int word(MemorySegment bytes, long at) {
        return bytes.get(INT, at);
    }
}
