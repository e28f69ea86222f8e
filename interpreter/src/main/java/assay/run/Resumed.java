package assay.run;

import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run that was stopped and is to go on: what its directory says about how it was started.
 *
 * @param script its text
 * @param params params.json
 * @param lock lock.json
 */
public record Resumed(Path directory, String script, Params params, JsonNode lock) {

    /** Reads a run directory; a {@link Failure} says why it is none. */
    public static Resumed read(Path directory) {
        Path script = directory.resolve("script.exp");
        if (!Files.isRegularFile(script))
            throw new Failure("`" + directory + "` is not the directory of a run; --resume names one that was started");
        try {
            return new Resumed(
                    directory,
                    Files.readString(script),
                    new Params(tree(directory.resolve("params.json"))),
                    tree(directory.resolve("lock.json")));
        } catch (IOException e) {
            throw new Failure("the run in " + directory + " cannot be read (" + e.getMessage()
                    + "); run the script anew, without --resume");
        }
    }

    private static JsonNode tree(Path file) throws IOException {
        return Files.exists(file) ? new ObjectMapper().readTree(file.toFile()) : new ObjectMapper().createObjectNode();
    }

    /** What the run that goes on takes over. */
    Before before() {
        return new Before(Optional.of(params.seed()), Pins.resumed(lock));
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
        if (seed != null && seed != params.seed())
            throw new Failure("the run in " + directory + " was started with the seed " + params.seed()
                    + "; leave out --seed, or run anew without --resume");
    }
}
