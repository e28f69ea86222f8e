package assay.plan;

import assay.engine.EngineException;
import assay.engine.io.UntrustedJson;
import assay.files.Digest;
import assay.files.ScriptFile;
import assay.files.State;
import assay.lib.value.Json;
import assay.lib.value.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the last plan of a script said, so that a run of it can say how wrong that was.
 *
 * @param asked a digest of the script's text and its params
 * @param engines that the models' speeds were measured on
 * @param seconds at most
 */
public record Foretold(String asked, String engines, double seconds) {
    private static final long LARGEST = 1 << 16;

    public static Foretold of(ScriptFile file, Map<String, Value> params, String engines, double seconds) {
        return new Foretold(asked(file, params), engines, seconds);
    }

    private static String asked(ScriptFile file, Map<String, Value> params) {
        return Digest.of(file.text() + Json.of(new Value.Rec(params)));
    }

    /** Remembers it; a state that cannot be written remembers nothing. */
    public void save(State state, ScriptFile file) {
        JsonNode document = JsonNodeFactory.instance
                .objectNode()
                .put("asked", asked)
                .put("engines", engines)
                .put("seconds", seconds);
        Path place = place(state, file);
        try {
            Files.deleteIfExists(place);
            State.make(place, (document + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException nowhere) {
            // A run then says nothing of the plan, which is all that is lost.
        }
    }

    /** The last plan of a script, if it is still the same with the same params. */
    public static Optional<Foretold> find(State state, ScriptFile file, Map<String, Value> params) {
        Path place = place(state, file);
        try {
            if (!Files.isRegularFile(place)) return Optional.empty();
            JsonNode document = UntrustedJson.object(place, LARGEST);
            Foretold found = new Foretold(
                    document.path("asked").asText(),
                    document.path("engines").asText(),
                    document.path("seconds").asDouble());
            boolean same = found.asked.equals(asked(file, params)) && found.seconds > 0;
            return same ? Optional.of(found) : Optional.empty();
        } catch (EngineException unreadable) {
            return Optional.empty();
        }
    }

    private static Path place(State state, ScriptFile file) {
        return state.file("plans").resolve(Digest.of(file.key()) + ".json");
    }

    /**
     * How the plan compares with a run.
     *
     * @param took seconds of its experiments
     */
    public String beside(double took) {
        return String.format(
                Locale.ROOT,
                "the plan said at most about %s; the experiments took %s, %.0f%% of that",
                Outline.time(seconds),
                Outline.time(took),
                100 * took / seconds);
    }
}
