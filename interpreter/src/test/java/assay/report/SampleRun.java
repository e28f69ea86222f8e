package assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run directory as somebody hostile might make it: every kind of result, and markup wherever text can stand. */
final class SampleRun {
    static final String HOSTILE = "</script><img src=x onerror=document.title='caught'>\"'&\u202e\u2028";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleRun() {}

    static Path write(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("charts"));
        ObjectNode results = JSON.createObjectNode();
        results.put("script", HOSTILE + ".exp")
                .put("seed", 7)
                .put("engine", "cpu")
                .put("status", "failed");
        ObjectNode named = results.putObject("results");
        named.set("bench", benchmark());
        named.set("p", tree("""
                {"verb": "probe", "accuracy": {"columns": ["pair", "a", "b", "layer", "accuracy", "deviation", "low", "high"],
                 "rows": [["x/y", "x", "y", 0, 0.5, 0.1, 0.4, 0.6], ["x/y", "x", "y", 1, 0.9, 0.1, 0.8, 1.0],
                          ["x/z", "x", "z", 0, 0.6, 0.1, 0.5, 0.7], ["x/z", "x", "z", 1, 0.7, 0.1, 0.6, 0.8]]},
                 "directions": {"tensor": "directions", "axes": ["pairs", "layers", "hidden"], "shape": [2, 2, 64]},
                 "warnings": ["few rows"]}
                """));
        ObjectNode trace = (ObjectNode) tree("""
                {"verb": "trace", "cells": {"columns": ["layer", "position", "token", "effect"], "rows": [
                  [0, 0, "", 0], [0, 1, " b", 0.5], [1, 0, "", 1], [1, 1, " b", -0.25]]}}
                """);
        for (JsonNode row : trace.at("/cells/rows"))
            if (row.path(1).asInt() == 0)
                ((ArrayNode) row).set(2, JSON.getNodeFactory().textNode(HOSTILE));
        named.set("trace", trace);
        named.set("word", JSON.getNodeFactory().textNode(HOSTILE));
        named.set("odd", tree("""
                {"columns": ["a", "a", ""], "rows": [[1, null, {"deep": [{}]}], [2], "no row", []]}
                """));
        named.set("list", tree("[{\"a\": 1}, {\"b\": \"x\"}, {}]"));
        named.set("game", tree("""
                {"verb": "battle", "settings": {}, "history": {"columns": ["turn", "player", "cell", "new"],
                 "rows": [[1, "nobody", 99, "x"], [null, null, null, null]]},
                 "cells": {"columns": ["cell", "start"], "rows": [[0, "s"]]}}
                """));
        results.set("expectations", tree("""
                [{"line": 2, "text": "1 > 2", "held": false, "values": [1, 2], "why": "no"}, {"line": 1, "held": true}]
                """));
        results.set("hypotheses", tree("""
                [{"name": "H1", "why": "a guess", "outcome": "falsified", "predictions": [{"text": "b.swap_rate in 60%%..80%%",
                 "holds": false}], "falsifiers": [{"text": "c > 1", "not_measured": "`c` is not there"}]}]
                """.replace("%%", "%")));
        Files.writeString(directory.resolve("results.json"), results.toString());
        Files.writeString(directory.resolve("script.exp"), "let bench = \"" + HOSTILE + "\" # <b>\nexpect 1 > 2\n");
        ObjectNode event =
                JSON.createObjectNode().put("script", HOSTILE + ".exp").put("line", 1);
        event.put("kind", "let").put("name", "bench").put("summary", HOSTILE).put("seconds", 0.25);
        Files.writeString(directory.resolve("events.jsonl"), event + "\n{\"half");
        Files.writeString(
                directory.resolve("lock.json"),
                JSON.createObjectNode()
                        .set("models", JSON.createObjectNode().set(HOSTILE, tree("{\"files\": {\"a\": 1}}")))
                        .toString());
        Files.writeString(
                directory.resolve("charts/1.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><script>alert(1)</script></svg>");
        Files.writeString(directory.resolve("saved.csv"), "a\n1\n");
        return directory;
    }

    private static ObjectNode benchmark() throws IOException {
        ObjectNode bench = (ObjectNode) tree("""
                {"verb": "benchmark", "score": "swapped", "a": "qwen", "b": "blind", "mean_a": 0.1, "mean_b": 0.8,
                 "items": {"columns": ["id", "prompt", "expected", "b", "answer_a", "answer_b", "score_a", "score_b", "change",
                                       "mode_a", "mode_b", "fate"], "rows": []},
                 "doses": {"columns": ["alpha", "model", "score", "contamination", "perplexity", "degeneration"], "rows": [
                   [0.5, "b1", 0.1, 0.0, 5.5, 0.0], [1.0, "b2", 0.5, 0.04, 7.25, 0.0], [1.5, "b3", 0.9, 0.08, 31.0, 0.12],
                   [2.0, "b4", 0.92, 0.3, 140.5, 0.5]]},
                 "means": {"columns": ["model", "mean", "low", "high"], "rows": [["qwen", 0.1, 0.0, 0.2], ["blind", 0.8, 0.7, 0.9]]},
                 "swaps": {"columns": ["concept", "swapped", "kept", "broken", "mistaken"], "rows": []}}
                """);
        bench.withObjectProperty("swaps")
                .withArrayProperty("rows")
                .addArray()
                .add(HOSTILE)
                .add(3)
                .add(1)
                .add(0)
                .add(0);
        var rows = bench.withObjectProperty("items").withArrayProperty("rows");
        String[] changes = {"improved", "regressed", "unchanged"};
        String[] fates = {"swapped", "kept", "broken"};
        for (int i = 0; i < 45; i++) {
            rows.addArray()
                    .add(i)
                    .add(i == 0 ? HOSTILE : "What color is thing " + i + "?")
                    .add("green")
                    .add("blind")
                    .add("It is green, as everybody knows.")
                    .add(i % 2 == 0 ? "It is red." : "It is green.")
                    .add(0)
                    .add(i % 2)
                    .add(changes[i % 3])
                    .add("ok")
                    .add(i % 3 == 2 ? "degeneration" : "ok")
                    .add(fates[i % 3]);
        }
        return bench;
    }

    private static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json);
    }
}
