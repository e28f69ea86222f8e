package assay.engine.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Where the tests find tokenizers and expectations. */
final class Places {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Path RESOURCES = Path.of("src/test/resources/tokenizers");
    static final List<Path> SMALL_MODELS = List.of("qilin", "qilin-4bit", "alpaka", "alpaka-4bit").stream()
            .map(name -> Path.of("../examples/models").resolve(name))
            .toList();

    private Places() {}

    /** A reference directory beside the project; without it the test is skipped. */
    static Path reference(String name) {
        return present(Path.of(System.getProperty("assay.shared", "../../shared"))
                .resolve("reference/tokenizers")
                .resolve(name));
    }

    static Path present(Path path) {
        assumeTrue(Files.exists(path), () -> path + " is not here");
        return path;
    }

    static List<JsonNode> records(Path file) {
        try {
            // Texts hold line separators of other kinds.
            return Arrays.stream(Files.readString(present(file)).split("\n"))
                    .map(Places::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ids(JsonNode list) {
        return IntStream.range(0, list.size()).map(i -> list.get(i).intValue()).toArray();
    }

    /** How often a fuzz test tries. */
    static int tries() {
        return Math.max(100, Integer.getInteger("assay.fuzz.tries", 5000) / 10);
    }
}
