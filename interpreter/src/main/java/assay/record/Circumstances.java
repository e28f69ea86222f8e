package assay.record;

import assay.report.RunRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * In what two runs differ besides what they found.
 *
 * @param inputs differences of script, parameters, seed, files and models, which make it another experiment
 * @param surroundings differences of engine and version, which do not
 */
public record Circumstances(List<String> inputs, List<String> surroundings) {

    public static Circumstances of(RunRecord first, RunRecord second) {
        List<String> inputs = new ArrayList<>();
        Lines.between(first.script().orElse(""), second.script().orElse("")).forEach(inputs::add);
        named(inputs, "param ", first.params().path("params"), second.params().path("params"));
        one(inputs, "seed", first.params().path("seed"), second.params().path("seed"));
        hashes(inputs, "the file ", first.lock().path("files"), second.lock().path("files"));
        JsonNode models = first.lock().path("models");
        JsonNode others = second.lock().path("models");
        for (String name : names(models, others)) {
            one(
                    inputs,
                    "model " + name,
                    models.path(name).path("source"),
                    others.path(name).path("source"));
            if (models.has(name) && others.has(name))
                hashes(
                        inputs,
                        "model " + name + ": ",
                        models.path(name).path("files"),
                        others.path(name).path("files"));
        }
        JsonNode adapters = first.lock().path("adapters");
        JsonNode theirs = second.lock().path("adapters");
        for (String name : names(adapters, theirs))
            hashes(inputs, "adapter " + name + ": ", adapters.path(name), theirs.path(name));
        List<String> surroundings = new ArrayList<>();
        one(
                surroundings,
                "engine",
                first.results().path("engine"),
                second.results().path("engine"));
        JsonNode engine = first.lock().path("engine");
        JsonNode other = second.lock().path("engine");
        one(surroundings, "engine version", engine.path("version"), other.path("version"));
        one(surroundings, "device", engine.path("device"), other.path("device"));
        one(surroundings, "Assay", first.lock().path("assay"), second.lock().path("assay"));
        return new Circumstances(List.copyOf(inputs), List.copyOf(surroundings));
    }

    private static void named(List<String> told, String what, JsonNode first, JsonNode second) {
        for (String name : names(first, second)) one(told, what + name, first.path(name), second.path(name));
    }

    private static void one(List<String> told, String what, JsonNode first, JsonNode second) {
        if (first.equals(second)) return;
        Brief brief = Brief.of(text(first), text(second));
        told.add(what + ": " + brief.first() + " and " + brief.second());
    }

    /** A hash says no more to people than that it is another one. */
    private static void hashes(List<String> told, String what, JsonNode first, JsonNode second) {
        for (String name : names(first, second)) {
            if (first.path(name).equals(second.path(name))) continue;
            boolean both = first.has(name) && second.has(name);
            told.add(what
                    + name
                    + (both ? " is not the same" : " is only in the " + (first.has(name) ? "first" : "second")));
        }
    }

    private static Set<String> names(JsonNode first, JsonNode second) {
        Set<String> names = new TreeSet<>();
        first.fieldNames().forEachRemaining(names::add);
        second.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.asText("").isEmpty() ? node.toString() : node.asText();
    }
}
