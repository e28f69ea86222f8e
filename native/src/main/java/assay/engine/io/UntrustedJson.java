package assay.engine.io;

import assay.engine.EngineException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads small JSON files of unknown origin as trees: bounded in size and depth, no key twice. */
public final class UntrustedJson {
    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(40)
                            .maxNameLength(4096)
                            .build())
                    .build())
            .build();

    private UntrustedJson() {}

    /** The object in a file of at most {@code maxBytes}. */
    public static ObjectNode object(Path file, long maxBytes) {
        try {
            long size = Files.size(file);
            if (size > maxBytes)
                throw new EngineException(
                        file + " has " + size + " bytes, more than the " + maxBytes + " such a file can have");
            return object(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new EngineException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The object in these bytes; {@code file} is for messages. */
    static ObjectNode object(String file, byte[] bytes) {
        if (value(file, bytes) instanceof ObjectNode object) return object;
        throw new EngineException(file + " holds no JSON object");
    }

    /** Whatever these bytes hold; {@code file} is for messages. */
    public static JsonNode value(String file, byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new EngineException(file + " is not readable JSON: " + plain(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new EngineException(file + " is not readable JSON: " + e.getMessage(), e);
        }
    }

    /** The parser's sentence without its advice to programmers. */
    private static String plain(String message) {
        return message.replaceAll("[:,] (enable|from) `[^`]*`( to allow)?", "");
    }
}
