package assay.run;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import assay.engine.EngineException;
import assay.engine.io.UntrustedJson;
import assay.lib.value.Json;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run that was stopped and is to go on: what its directory says about how it was started.
 *
 * @param script its text
 * @param params params.json
 * @param lock lock.json
 */
public record Resumed(Path directory, String script, Params params, JsonNode lock) {
    /** Bytes of the longest file whose lines are looked at. */
    static final int LARGEST = 256 << 20;

    private static final long LARGEST_TREE = 16 << 20;

    /** Reads a run directory; a {@link Failure} says why it is none. */
    public static Resumed read(Path directory) {
        Path script = directory.resolve("script.exp");
        if (!Files.isRegularFile(script))
            throw new Failure("`" + directory + "` is not the directory of a run; --resume names one that was started");
        try {
            ordinary(directory);
            JsonNode params = UntrustedJson.object(directory.resolve("params.json"), LARGEST_TREE);
            JsonNode seed = params.path("seed");
            if (!seed.isIntegralNumber() || !seed.canConvertToLong())
                throw new Failure(unreadable(directory, "params.json names no seed"));
            Path lock = directory.resolve("lock.json");
            return new Resumed(
                    directory,
                    new String(bytes(script), StandardCharsets.UTF_8),
                    new Params(params),
                    Files.exists(lock)
                            ? UntrustedJson.object(lock, LARGEST_TREE)
                            : new ObjectMapper().createObjectNode());
        } catch (IOException | EngineException e) {
            throw new Failure(unreadable(directory, e.getMessage()));
        }
    }

    /** A link that somebody has put there would lead what the run writes out of its directory. */
    private static void ordinary(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all.skip(1)::iterator)
                if (!Files.isRegularFile(path, NOFOLLOW_LINKS) && !Files.isDirectory(path, NOFOLLOW_LINKS))
                    throw new Failure(unreadable(directory, directory.relativize(path) + " is no ordinary file"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String unreadable(Path directory, String why) {
        return "the run in " + directory + " cannot go on (" + why + "); run the script anew, without --resume";
    }

    /** A file's bytes, as far as they are worth reading; what is left out is computed anew. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        }
    }

    /** What the run that goes on takes over; its own results come before earlier ones. */
    public Before before(Earlier earlier) {
        return new Before(Optional.of(params.seed()), Pins.resumed(lock), earlier);
    }

    /** The whole lines of one of its files. */
    List<String> lines(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? whole(file) : List.of();
        } catch (IOException e) {
            throw new Failure(unreadable(directory, e.getMessage()));
        }
    }

    /** The whole lines of a file. */
    static List<String> whole(Path file) throws IOException {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** A {@link Failure} if another script would go on, or with another seed or other params. */
    void check(String text, Long seed, Map<String, Value> values) {
        if (!script.equals(text))
            throw new Failure("the script has changed since the run in " + directory
                    + " was started; run it anew, without --resume");
        if (seed != null && seed != params.seed())
            throw new Failure("the run in " + directory + " was started with the seed " + params.seed()
                    + "; leave out --seed, or run anew without --resume");
        values.forEach((name, value) -> {
            JsonNode before = params.document().path("params").path(name);
            if (!before.toString().equals(Json.of(value).toString()))
                throw new Failure("the run in " + directory + " was started with " + name + " " + before
                        + "; leave out --" + name + ", or run anew without --resume");
        });
    }
}
