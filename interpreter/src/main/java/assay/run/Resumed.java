package assay.run;

import assay.lib.value.Json;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that was stopped and is to go on: what its directory says about how it was started.
 *
 * @param script its text
 * @param params params.json
 * @param lock lock.json
 */
public record Resumed(Path directory, String script, JsonNode params, JsonNode lock) {

    /** Reads a run directory; a {@link Failure} says why it is none. */
    public static Resumed read(Path directory) {
        Path script = directory.resolve("script.exp");
        if (!Files.isRegularFile(script))
            throw new Failure("`" + directory + "` is not the directory of a run; --resume names one that was started");
        try {
            return new Resumed(
                    directory,
                    Files.readString(script),
                    tree(directory.resolve("params.json")),
                    tree(directory.resolve("lock.json")));
        } catch (IOException e) {
            throw new Failure("the run in " + directory + " cannot be read (" + e.getMessage()
                    + "); run the script anew, without --resume");
        }
    }

    private static JsonNode tree(Path file) throws IOException {
        return Files.exists(file) ? new ObjectMapper().readTree(file.toFile()) : new ObjectMapper().createObjectNode();
    }

    /** The parameters as a command line gives them. */
    public Map<String, String> parameters() {
        Map<String, String> written = new LinkedHashMap<>();
        params.path("params")
                .properties()
                .forEach(param -> written.put(param.getKey(), Values.text(Json.value(param.getValue(), name -> {
                    throw new Failure("params.json holds the model `" + name + "`; run anew, without --resume");
                }))));
        return written;
    }

    /** The seed that the run began with. */
    long seed() {
        return params.path("seed").asLong();
    }

    /** The whole lines of one of its files. */
    List<String> lines(String name) {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) return List.of();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new Failure("`" + file + "` cannot be read (" + e.getMessage() + ")");
        }
    }

    /** A {@link Failure} if another script would go on, or another seed. */
    void check(String text, Long seed) {
        if (!script.equals(text))
            throw new Failure("the script has changed since the run in " + directory
                    + " was started; run it anew, without --resume");
        if (seed != null && seed != seed())
            throw new Failure("the run in " + directory + " was started with the seed " + seed()
                    + "; leave out --seed, or run anew without --resume");
    }
}
