package assay.engine.io;

import assay.engine.DType;
import assay.engine.EngineException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads safetensors files: an untrusted header, checked whole before a single tensor is handed out. */
public final class Safetensors {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** The format's own limit. */
    private static final long MAX_HEADER = 100_000_000;

    private Safetensors() {}

    /**
     * Maps a file.
     *
     * @param arena how long the mapping lives
     * @return the tensors by name, in the order of the header
     */
    public static Map<String, RawTensor> open(Path file, Arena arena) {
        String name = file.getFileName().toString();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return read(name, all);
        } catch (IOException e) {
            throw new EngineException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Looks at the tensors of a file, which are gone afterwards. */
    public static void look(Path file, Consumer<Map<String, RawTensor>> look) {
        try (Arena arena = Arena.ofConfined()) {
            look.accept(open(file, arena));
        }
    }

    /** What stands under {@code __metadata__}: texts by name. */
    public static Map<String, String> metadata(Path file) {
        String name = file.getFileName().toString();
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Map<String, String> metadata = new LinkedHashMap<>();
            header(name, all).path("__metadata__").properties().forEach(entry -> {
                if (entry.getValue().isTextual())
                    metadata.put(entry.getKey(), entry.getValue().textValue());
            });
            return metadata;
        } catch (IOException e) {
            throw new EngineException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode header(String file, MemorySegment all) {
        long headerSize = headerSize(file, all);
        return UntrustedJson.object(
                "the header of " + file, all.asSlice(8, headerSize).toArray(ValueLayout.JAVA_BYTE));
    }

    private static long headerSize(String file, MemorySegment all) {
        long size = all.byteSize();
        if (size < 8) throw damaged(file, "is " + size + " bytes long, too short for a safetensors header");
        long headerSize = all.get(LENGTH, 0);
        if (headerSize < 2 || headerSize > MAX_HEADER || headerSize > size - 8)
            throw damaged(
                    file,
                    "says its header has " + Long.toUnsignedString(headerSize) + " bytes, but the file has " + size);
        return headerSize;
    }

    static Map<String, RawTensor> read(String file, MemorySegment all) {
        JsonNode header = header(file, all);
        MemorySegment data = all.asSlice(8 + headerSize(file, all));
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header.properties())
            if (!field.getKey().equals("__metadata__"))
                entries.add(entry(file, field.getKey(), field.getValue(), data.byteSize()));
        refuseOverlaps(file, entries);
        Map<String, RawTensor> tensors = new LinkedHashMap<>();
        for (Entry e : entries)
            tensors.put(e.name, new RawTensor(e.name, file, e.dtype, e.shape, data.asSlice(e.begin, e.end - e.begin)));
        return tensors;
    }

    private record Entry(String name, DType dtype, int[] shape, long begin, long end) {}

    private static Entry entry(String file, String name, JsonNode node, long dataSize) {
        DType dtype = dtype(file, name, node.path("dtype").asText("(none)"));
        JsonNode dims = node.path("shape");
        if (!dims.isArray()) throw damaged(file, name, "has no shape");
        int[] shape = new int[dims.size()];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            JsonNode dim = dims.get(i);
            if (!dim.isIntegralNumber() || !dim.canConvertToInt() || dim.intValue() < 0)
                throw damaged(file, name, "has the impossible dimension " + dim);
            shape[i] = dim.intValue();
            count = product(file, name, count, shape[i]);
        }
        JsonNode offsets = node.path("data_offsets");
        if (offsets.size() != 2
                || !offsets.path(0).canConvertToLong()
                || !offsets.path(1).canConvertToLong()) throw damaged(file, name, "has no pair of data_offsets");
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        if (begin < 0 || end < begin || end > dataSize)
            throw damaged(
                    file,
                    name,
                    "lies at bytes " + begin + " to " + end + ", but the file holds " + dataSize
                            + " bytes of data (is it truncated?)");
        if (end - begin != product(file, name, count, dtype.bytes))
            throw damaged(file, name, "has " + (end - begin) + " bytes, but its shape needs " + count * dtype.bytes);
        return new Entry(name, dtype, shape, begin, end);
    }

    private static long product(String file, String name, long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            throw damaged(file, name, "has an impossibly large shape");
        }
    }

    private static DType dtype(String file, String name, String code) {
        for (DType dtype : DType.values()) if (dtype.code.equals(code)) return dtype;
        throw damaged(file, name, "has the type " + code + "; Assay reads F32, F16, BF16, I32, U32 and U8");
    }

    private static void refuseOverlaps(String file, List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        for (int i = 1; i < sorted.size(); i++)
            if (sorted.get(i).begin < sorted.get(i - 1).end)
                throw damaged(file, sorted.get(i).name, "overlaps tensor `" + sorted.get(i - 1).name + "`");
    }

    private static EngineException damaged(String file, String what) {
        return new EngineException(file + " " + what + "; download the model again");
    }

    private static EngineException damaged(String file, String tensor, String what) {
        return new EngineException("tensor `" + tensor + "` in " + file + " " + what + "; download the model again");
    }
}
