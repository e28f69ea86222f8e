package assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run left behind, as much of it as there is; nothing in it can be trusted.
 *
 * @param name of its directory
 * @param started when the directory's script was written, an ISO date and time
 * @param results results.json, params params.json, lock lock.json; {@link MissingNode} where there is none
 * @param events of events.jsonl, in order
 * @param charts SVG documents, in the order they were plotted
 * @param files what the script saved
 * @param missing sentences about what is not there
 */
public record RunRecord(
        String name,
        Optional<String> started,
        Optional<String> script,
        JsonNode params,
        JsonNode results,
        JsonNode lock,
        List<JsonNode> events,
        List<byte[]> charts,
        List<Saved> files,
        List<String> missing) {

    /** A file in the run directory that is not the run's own. */
    public record Saved(String path, long bytes) {}

    /** The script's file name; of a run that never wrote its results, the one most of its events speak of. */
    public String scriptName() {
        String told = results.path("script").asText("");
        if (!told.isEmpty()) return told;
        Map<String, Integer> counts = new HashMap<>();
        events.forEach(event -> counts.merge(event.path("script").asText(""), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .filter(name -> !name.isEmpty())
                .orElse(name);
    }

    /** {@code ok}, {@code failed}, {@code error}, {@code interrupted}; {@code unfinished} without results. */
    public String status() {
        return results.path("status").asText("unfinished");
    }

    /** The first of some fields that is there, as text. */
    static String text(JsonNode... candidates) {
        for (JsonNode candidate : candidates)
            if (candidate.isValueNode() && !candidate.isNull()) return candidate.asText();
        return "unknown";
    }
}
