package assay.engine.model;

import assay.engine.io.RawTensor;
import assay.engine.io.Safetensors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A reference directory: a tiny random model and what MLX computes for it. */
record Reference(String name, Path directory, Map<String, RawTensor> tensors, JsonNode json) {

    static Reference open(Path directory) {
        try {
            return new Reference(
                    directory.getFileName().toString(),
                    directory,
                    Safetensors.open(directory.resolve("reference.safetensors"), Arena.ofAuto()),
                    new ObjectMapper()
                            .readTree(directory.resolve("reference.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directories beside the project where they are there, else the few that the project carries. */
    static List<Path> directories() {
        Map<String, Path> found = new TreeMap<>();
        for (Path root : List.of(Path.of("src/test/resources/reference"), shared().resolve("reference/models")))
            if (Files.isDirectory(root))
                for (Path directory : list(root))
                    found.put(directory.getFileName().toString(), directory);
        return List.copyOf(found.values());
    }

    static Path shared() {
        return Path.of(System.getProperty("assay.shared", "../../shared"));
    }

    private static List<Path> list(Path root) {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    int[] ints(String tensor) {
        return tensors.get(tensor).data().toArray(ValueLayout.JAVA_INT_UNALIGNED);
    }

    float[] floats(String tensor) {
        return tensors.get(tensor).data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }

    int[] shape(String tensor) {
        return tensors.get(tensor).shape();
    }
}
