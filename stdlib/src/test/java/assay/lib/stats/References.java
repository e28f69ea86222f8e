package assay.lib.stats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Numbers computed by scipy and scikit-learn: small files beside the tests, large ones beside the checkout. */
final class References {
    private static final ObjectMapper JSON = new ObjectMapper();

    private References() {}

    static JsonNode small(String name) {
        try (InputStream file = References.class.getResourceAsStream("/reference/statistics/" + name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode large(String name) {
        Path file = Path.of(System.getProperty("assay.shared", "absent"), "reference/statistics", name);
        assumeTrue(Files.exists(file), "the reference statistics are not here: " + name);
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double number(JsonNode node) {
        return switch (node.asText()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> node.asDouble();
        };
    }

    static double[] doubles(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(References::number)
                .toArray();
    }

    static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    static double[][] rows(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(References::doubles)
                .toArray(double[][]::new);
    }

    static int[][] indices(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(References::ints)
                .toArray(int[][]::new);
    }
}
