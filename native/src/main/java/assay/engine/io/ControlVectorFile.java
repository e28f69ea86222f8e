package assay.engine.io;

import assay.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Control vectors as llama.cpp and repeng hold them: a GGUF file, version 3, of architecture {@code controlvector}, with a
 * float32 tensor {@code direction.N} for every layer N from 1. llama.cpp adds it to what layer N leaves, counted from 0, and
 * has no place for layer 0.
 */
public final class ControlVectorFile {
    private static final int VERSION = 3;
    private static final int UINT32 = 4;
    private static final int STRING = 8;
    private static final int F32 = 0;
    private static final int ALIGNMENT = 32;

    private ControlVectorFile() {}

    /**
     * Writes a file whole or not at all.
     *
     * @param modelType the {@code model_type} of config.json
     * @param vectors [layers][hidden], at least two layers
     */
    public static void write(Path file, String modelType, float[][] vectors) {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(temporary, bytes(modelType, vectors));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EngineException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static byte[] bytes(String modelType, float[][] vectors) {
        int count = vectors.length - 1;
        int hidden = vectors[0].length;
        long stride = padded(4L * hidden);
        Out out = new Out();
        out.raw("GGUF").u32(VERSION).u64(count).u64(3);
        out.text("general.architecture").u32(STRING).text("controlvector");
        out.text("controlvector.model_hint").u32(STRING).text(modelType);
        out.text("controlvector.layer_count").u32(UINT32).u32(count);
        for (int layer = 1; layer <= count; layer++)
            out.text("direction." + layer).u32(1).u64(hidden).u32(F32).u64((layer - 1) * stride);
        out.pad();
        for (int layer = 1; layer <= count; layer++) out.floats(vectors[layer]).pad();
        return out.bytes.toByteArray();
    }

    private static long padded(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Little-endian parts, one after another. */
    private static final class Out {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Out raw(String ascii) {
            bytes.writeBytes(ascii.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Out text(String text) {
            return u64(text.getBytes(StandardCharsets.UTF_8).length).raw(text);
        }

        Out u32(int value) {
            bytes.writeBytes(buffer(4).putInt(value).array());
            return this;
        }

        Out u64(long value) {
            bytes.writeBytes(buffer(8).putLong(value).array());
            return this;
        }

        Out floats(float[] values) {
            ByteBuffer buffer = buffer(4 * values.length);
            for (float value : values) buffer.putFloat(value);
            bytes.writeBytes(buffer.array());
            return this;
        }

        void pad() {
            bytes.writeBytes(new byte[(int) (padded(bytes.size()) - bytes.size())]);
        }

        private static ByteBuffer buffer(int size) {
            return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
