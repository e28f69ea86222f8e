package assay.report;

import assay.files.Digest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which line of the script said what, and which line each result came from. */
final class Lines {
    private final Map<Integer, List<Remark>> remarks = new HashMap<>();
    private final Map<String, Integer> origins = new LinkedHashMap<>();

    /**
     * What stands beside a line.
     *
     * @param kind the kind of statement
     * @param result the result's name, if the record has it
     * @param summary its value in a few words
     * @param held of an expectation
     */
    record Remark(String kind, Optional<String> result, String summary, Optional<Boolean> held, double seconds) {}

    Lines(RunRecord run) {
        Map<String, String> unnamed = new LinkedHashMap<>();
        JsonNode results = run.results().path("results");
        results.properties().forEach(entry -> {
            boolean numbered = entry.getKey().contains("#");
            if (numbered) unnamed.put(entry.getKey(), Digest.of(entry.getValue().toString()));
        });
        String script = run.scriptName();
        for (JsonNode event : run.events()) {
            if (!event.path("script").asText("").equals(script)) continue;
            String kind = event.path("kind").asText("");
            Optional<String> result = Optional.empty();
            String digest = event.path("digest").asText("");
            if (kind.equals("let")) {
                String name = event.path("name").asText("");
                boolean same = results.has(name) && is(results.path(name), digest); // not a procedure's own
                if (same) result = Optional.of(name);
            } else if (event.has("digest")) {
                result = taken(unnamed, digest);
            }
            int line = event.path("line").asInt(0);
            result.ifPresent(name -> origins.put(name, line));
            Optional<Boolean> held = event.path("held").isBoolean()
                    ? Optional.of(event.path("held").booleanValue())
                    : Optional.empty();
            remarks.computeIfAbsent(line, n -> new ArrayList<>())
                    .add(new Remark(
                            kind,
                            result,
                            event.path("summary").asText(""),
                            held,
                            event.path("seconds").asDouble(0)));
        }
    }

    private static boolean is(JsonNode result, String digest) {
        return Digest.of(result.toString()).equals(digest);
    }

    /** The first result without a name that has this digest and no line yet. */
    private static Optional<String> taken(Map<String, String> unnamed, String digest) {
        Optional<String> name = unnamed.entrySet().stream()
                .filter(entry -> entry.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .findFirst();
        name.ifPresent(unnamed::remove);
        return name;
    }

    List<Remark> of(int line) {
        return remarks.getOrDefault(line, List.of());
    }

    /** The line of the script that gave the result. */
    Optional<Integer> origin(String result) {
        return Optional.ofNullable(origins.get(result));
    }

    /** The lines that ran, for a script that cannot be shown. */
    int last() {
        return remarks.keySet().stream().mapToInt(n -> n).max().orElse(0);
    }
}
