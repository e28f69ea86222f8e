package assay.engine.io;

import assay.engine.DType;
import assay.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The tensors of a model directory, one file or several with an index. What an architecture asks for and does not find,
 * and what it leaves over, is collected and reported at once by {@link #finish}.
 */
public final class Weights implements AutoCloseable {
    private static final int LISTED = 6;
    private static final long MAX_INDEX = 100_000_000;

    private final Path directory;
    private final Arena arena = Arena.ofShared();
    private final Map<String, RawTensor> tensors = new LinkedHashMap<>();
    private final Set<String> used = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /** Maps all weight files of a directory. */
    public Weights(Path directory) {
        this.directory = directory;
        try {
            for (Path file : files(directory)) addAll(Safetensors.open(file, arena));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** The weight files of a model directory, by its index if there is one. */
    public static List<Path> files(Path directory) {
        Path single = directory.resolve("model.safetensors");
        Path index = directory.resolve("model.safetensors.index.json");
        if (Files.isRegularFile(index)) return indexed(directory, index);
        if (Files.isRegularFile(single)) return List.of(single);
        throw new EngineException("no model.safetensors in " + directory
                + "; Assay reads safetensors weights only (pickle formats can run code)");
    }

    /** Whether an index may name this weight file: nothing that leads out of the directory. */
    public static boolean isFileName(String name) {
        return name.matches("[A-Za-z0-9._-]+\\.safetensors");
    }

    /** The names of the weight files that an index lists, whatever they are. */
    public static Set<String> listed(Path index) {
        Set<String> names = new TreeSet<>();
        UntrustedJson.object(index, MAX_INDEX).path("weight_map").forEach(file -> names.add(file.asText()));
        if (names.isEmpty()) throw new EngineException(index + " lists no weight files; download the model again");
        return names;
    }

    private static List<Path> indexed(Path directory, Path index) {
        Set<String> names = listed(index);
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            if (!isFileName(name))
                throw new EngineException(
                        index + " names the weight file \"" + name + "\", which is not a plain .safetensors file name");
            Path file = directory.resolve(name);
            if (!Files.isRegularFile(file))
                throw new EngineException("weight file " + file + " is missing; download the model again");
            files.add(file);
        }
        return files;
    }

    private void addAll(Map<String, RawTensor> more) {
        for (RawTensor tensor : more.values()) {
            RawTensor other = tensors.putIfAbsent(tensor.name(), tensor);
            if (other != null)
                throw new EngineException(
                        "tensor `" + tensor.name() + "` is both in " + other.file() + " and " + tensor.file());
        }
    }

    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** All tensors as they lie in the files, valid until this is closed. */
    public Collection<RawTensor> all() {
        return Collections.unmodifiableCollection(tensors.values());
    }

    /** The type of a tensor, if it is there. */
    public Optional<DType> dtype(String name) {
        return Optional.ofNullable(tensors.get(name)).map(RawTensor::dtype);
    }

    /** A tensor of exactly this shape; if it is missing or wrong, that is noted and nothing comes back. */
    public Optional<RawTensor> tensor(String name, int... shape) {
        used.add(name);
        RawTensor raw = tensors.get(name);
        if (raw == null) {
            problems.add("`" + name + "` is missing");
            return Optional.empty();
        }
        if (!Arrays.equals(raw.shape(), shape)) {
            problems.add("`" + name + "` in " + raw.file() + " has shape " + Arrays.toString(raw.shape())
                    + " where config.json asks for " + Arrays.toString(shape));
            return Optional.empty();
        }
        if (raw.dtype().floating() && !finite(raw)) {
            problems.add("`" + name + "` in " + raw.file() + " holds values that are not finite");
            return Optional.empty();
        }
        return Optional.of(raw);
    }

    /** Notes something that makes the tensors unusable. */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /** Throws if anything was missing, wrong or left over. */
    public void finish(Predicate<String> mayBeLeftOver) {
        for (String name : tensors.keySet())
            if (!used.contains(name) && !mayBeLeftOver.test(name))
                problems.add("`" + name + "` in " + tensors.get(name).file() + " is not part of this architecture");
        if (problems.isEmpty()) return;
        String more = problems.size() > LISTED ? "; and " + (problems.size() - LISTED) + " more" : "";
        throw new EngineException("the weights in " + directory + " do not fit: "
                + String.join("; ", problems.subList(0, Math.min(LISTED, problems.size()))) + more);
    }

    /** Whether all values are finite: a lane whose exponent is all ones carries into its top bit. */
    private static boolean finite(RawTensor raw) {
        long exponents =
                switch (raw.dtype()) {
                    case BF16 -> 0x7F80_7F80_7F80_7F80L;
                    case F16 -> 0x7C00_7C00_7C00_7C00L;
                    case F32 -> 0x7F80_0000_7F80_0000L;
                    case I32, U32, U8 -> 0;
                };
        long carries = raw.dtype().bytes == 2 ? 0x8000_8000_8000_8000L : 0x8000_0000_8000_0000L;
        long one = carries - exponents;
        MemorySegment data = raw.data();
        long whole = data.byteSize() & ~7L;
        long found = 0;
        for (long i = 0; i < whole; i += 8)
            found |= ((data.get(ValueLayout.JAVA_LONG_UNALIGNED, i) & exponents) + one) & carries;
        long tail = 0;
        for (long i = data.byteSize() - 1; i >= whole; i--)
            tail = tail << 8 | data.get(ValueLayout.JAVA_BYTE, i) & 0xFF;
        return (found | ((tail & exponents) + one) & carries) == 0;
    }

    /** Unmaps the files; no tensor loaded from them may be used afterwards. */
    @Override
    public void close() {
        arena.close();
    }
}
