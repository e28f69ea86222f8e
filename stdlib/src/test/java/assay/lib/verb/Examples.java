package assay.lib.verb;

import assay.engine.Engine;
import assay.engine.cpu.CpuEngine;
import assay.engine.model.Model;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The example models on the built-in engine, and what is known about them. */
public final class Examples implements AutoCloseable {
    public static final List<String> NAMES = List.of("qilin", "alpaka", "qilin-4bit", "alpaka-4bit");
    private static final Path DIRECTORY = Path.of("../examples/models");

    private final Engine engine = new CpuEngine();
    private final Map<String, Model> open = new HashMap<>();

    public Model model(String name) {
        return open.computeIfAbsent(name, n -> Model.open(DIRECTORY.resolve(n), n, engine));
    }

    /** The prompts of reference.json. */
    public static List<JsonNode> reference(String model) {
        return list(json(DIRECTORY.resolve(model).resolve("reference.json")).get("prompts"));
    }

    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    public static int[] ints(JsonNode array) {
        return list(array).stream().mapToInt(JsonNode::intValue).toArray();
    }

    /** Lines of JSON. */
    public static List<JsonNode> lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(Examples::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(Model::close);
        engine.close();
    }
}
