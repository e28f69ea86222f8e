package assay.engine.io;

import assay.engine.DType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/**
 * A tensor as it lies in a file, little-endian, row-major; checked against the file's size when it was found.
 *
 * @param file for messages
 */
public record RawTensor(String name, String file, DType dtype, int[] shape, MemorySegment data) {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long CHUNK = 1 << 28;

    /** An element of a float tensor, widened. */
    public float value(long index) {
        return switch (dtype) {
            case F32 -> data.get(FLOAT, 4 * index);
            case BF16 -> Float.intBitsToFloat(data.get(HALF, 2 * index) << 16);
            case F16 -> Float.float16ToFloat(data.get(HALF, 2 * index));
            case I32, U32, U8 -> throw new IllegalArgumentException("`" + name + "` holds no floats");
        };
    }

    /** Its bytes as they are. */
    public void writeTo(OutputStream out) throws IOException {
        WritableByteChannel channel = Channels.newChannel(out);
        for (long from = 0; from < data.byteSize(); from += CHUNK)
            channel.write(
                    data.asSlice(from, Math.min(CHUNK, data.byteSize() - from)).asByteBuffer());
    }
}
