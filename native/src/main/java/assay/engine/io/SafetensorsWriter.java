package assay.engine.io;

import assay.engine.DType;
import assay.engine.EngineException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Writes safetensors files whole or not at all. */
public final class SafetensorsWriter {
    private static final int CHUNK = 1 << 20;

    private SafetensorsWriter() {}

    /** A tensor to be written; {@code bytes} is called once, in the order of the list. */
    public record Item(String name, DType dtype, int[] shape, Bytes bytes) {
        /** Bytes in the file. */
        public long size() {
            long size = dtype.bytes;
            for (int n : shape) size *= n;
            return size;
        }
    }

    /** Writes the little-endian elements of a tensor. */
    @FunctionalInterface
    public interface Bytes {
        void to(OutputStream out) throws IOException;
    }

    /** Float32 elements. */
    public static Item floats(String name, int[] shape, float[] values) {
        return new Item(name, DType.F32, shape, out -> {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                if (!buffer.hasRemaining()) flush(buffer, out);
                buffer.putFloat(value);
            }
            flush(buffer, out);
        });
    }

    private static void flush(ByteBuffer buffer, OutputStream out) throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Writes to a temporary file beside {@code file} and moves it there. */
    public static void write(Path file, List<Item> items, Map<String, String> metadata) {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                byte[] header = header(items, metadata);
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .array());
                out.write(header);
                for (Item item : items) item.bytes.to(out);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EngineException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Padded with spaces so that the data begins at a multiple of eight. */
    private static byte[] header(List<Item> items, Map<String, String> metadata) throws IOException {
        ObjectNode header = JsonMapper.builder().build().createObjectNode();
        ObjectNode notes = header.putObject("__metadata__");
        metadata.forEach(notes::put);
        long offset = 0;
        for (Item item : items) {
            ObjectNode entry = header.putObject(item.name).put("dtype", item.dtype.code);
            for (int n : item.shape) entry.withArray("shape").add(n);
            if (item.shape.length == 0) entry.putArray("shape");
            entry.putArray("data_offsets").add(offset).add(offset + item.size());
            offset += item.size();
        }
        String text = header.toString();
        return (text + " ".repeat((8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
