package assay.run;

import assay.lib.value.Json;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** params.json: what a run was started with. */
public record Params(JsonNode document) {

    /** @param forced whether the seed is the command line's, and replaces every one of the script's */
    static Params of(Map<String, Value> values, long seed, boolean forced, String engine) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode params = document.putObject("params");
        values.forEach((name, value) -> params.set(name, Json.of(value)));
        document.put("seed", seed);
        if (forced) document.put("seed_from", "command line");
        document.put("engine", engine);
        return new Params(document);
    }

    /** The parameters as a command line gives them. */
    public Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>();
        document.path("params")
                .properties()
                .forEach(param -> written.put(param.getKey(), Values.text(Json.value(param.getValue(), model -> {
                    throw new Failure("params.json names the model `" + model + "`; run the script anew");
                }))));
        return written;
    }

    /** The seed that the run began with. */
    public long seed() {
        return document.path("seed").asLong();
    }

    /** The seed, if the command line gave it. */
    public Optional<Long> forcedSeed() {
        return document.has("seed_from") ? Optional.of(seed()) : Optional.empty();
    }

    /** The engine that computed, or was asked for where the run was killed. */
    public String engine() {
        return document.path("engine").asText();
    }

    @Override
    public String toString() {
        return document.toPrettyString() + "\n";
    }
}
