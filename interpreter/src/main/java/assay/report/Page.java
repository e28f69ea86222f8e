package assay.report;

import assay.files.Digest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A run as one HTML page that loads nothing. Its policy allows the page's own scripts by hash and nothing else, so that text
 * from a run could not act even if it came to stand in the wrong place.
 */
public final class Page {
    /** By which a page of this program is known again. */
    public static final String MARK = "<meta name=\"generator\" content=\"assay report\">";

    private static final List<String> SCRIPTS = List.of(
            "words.js",
            "table.js",
            "curves.js",
            "chart.js",
            "bars.js",
            "heat.js",
            "tokens.js",
            "board.js",
            "items.js",
            "view.js",
            "page.js");
    private static final long ROOM = 24L << 20;
    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

    private final RunRecord run;

    private Page(RunRecord run) {
        this.run = run;
    }

    /** The page of the run in a directory; a {@link assay.lib.verb.Failure} if there is no run in it. */
    public static String of(java.nio.file.Path directory) {
        return new Page(RunReader.read(directory)).html();
    }

    private String html() {
        JsonNode results = run.results().path("results");
        Map<String, String> anchors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> result : results.properties()) {
            anchors.put(result.getKey(), "r" + (anchors.size() + 1));
        }
        Lines lines = new Lines(run);
        Verdict verdict = new Verdict(run);
        String script = SCRIPTS.stream()
                .map(Page::resource)
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
        String style = resource("page.css");
        ObjectNode data = data(results, anchors);
        Optional<String> library = ChartLibrary.neededFor(data) ? Optional.of(ChartLibrary.text()) : Optional.empty();
        Map<String, String> parts = Map.ofEntries(
                Map.entry("mark", MARK),
                Map.entry(
                        "policy",
                        "default-src 'none'; script-src "
                                + library.map(text -> hash(text) + " ").orElse("") + hash(script)
                                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"),
                Map.entry("title", Html.text(run.scriptName())),
                Map.entry("style", style),
                Map.entry("facts", Provenance.facts(head(verdict))),
                Map.entry("missing", missing()),
                Map.entry("verdict", verdict.html()),
                Map.entry("script", new ScriptView(run, lines, anchors).html()),
                Map.entry("contents", contents(anchors)),
                Map.entry("results", results(results, anchors, lines)),
                Map.entry("charts", charts()),
                Map.entry("provenance", new Provenance(run).html()),
                Map.entry("data", Html.data(data.toString())),
                Map.entry(
                        "library", library.map("<script>%s</script>"::formatted).orElse("")),
                Map.entry("code", script));
        return HOLE.matcher(resource("page.html"))
                .replaceAll(hole -> Matcher.quoteReplacement(parts.get(hole.group(1))));
    }

    private List<String[]> head(Verdict verdict) {
        List<String[]> facts = new ArrayList<>();
        facts.add(new String[] {"status", run.status()});
        if (!verdict.summary().isEmpty()) facts.add(new String[] {"expectations", verdict.summary()});
        facts.add(new String[] {
            "seed", RunRecord.text(run.results().path("seed"), run.params().path("seed"))
        });
        facts.add(new String[] {
            "engine", RunRecord.text(run.results().path("engine"), run.params().path("engine"))
        });
        run.started()
                .ifPresent(time ->
                        facts.add(new String[] {"date", time.replace('T', ' ').replace("Z", " UTC")}));
        facts.add(new String[] {"run", run.name()});
        return facts;
    }

    private String missing() {
        if (run.missing().isEmpty()) return "";
        return run.missing().stream()
                .map(sentence -> "<p>" + Html.text(sentence) + "</p>")
                .collect(
                        Collectors.joining("", "<aside class=\"trouble\" aria-label=\"What is missing\">", "</aside>"));
    }

    private static String contents(Map<String, String> anchors) {
        return anchors.entrySet().stream()
                .map(entry -> "<a href=\"#%s\">%s</a>".formatted(entry.getValue(), Html.text(entry.getKey())))
                .collect(Collectors.joining("\n"));
    }

    private static String results(JsonNode results, Map<String, String> anchors, Lines lines) {
        if (anchors.isEmpty()) return "<p class=\"quiet\">There are no results.</p>";
        StringBuilder out = new StringBuilder();
        anchors.forEach((name, anchor) -> out.append("""
                <section class="result" id="%s" aria-labelledby="%s-name"><h3 id="%s-name">%s</h3>
                <p class="quiet">%s %s</p>
                <div class="view"></div></section>
                """.formatted(
                        anchor,
                        anchor,
                        anchor,
                        Html.text(name),
                        Html.text(results.path(name).path("verb").asText("")),
                        Verdict.place(lines.origin(name).orElse(0)))));
        return out.toString();
    }

    /** As pictures: an image runs no script and reaches nothing. */
    private String charts() {
        StringBuilder out = new StringBuilder();
        for (int n = 1; n <= run.charts().size(); n++) {
            out.append(
                    "<figure><img alt=\"Chart %d of the run, charts/%d.svg\" src=\"data:image/svg+xml;base64,%s\"></figure>"
                            .formatted(
                                    n,
                                    n,
                                    Base64.getEncoder()
                                            .encodeToString(run.charts().get(n - 1))));
        }
        return out.isEmpty() ? "<p class=\"quiet\">The script plots nothing.</p>" : out.toString();
    }

    private static ObjectNode data(JsonNode results, Map<String, String> anchors) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        Excerpt excerpt = new Excerpt(ROOM);
        ChartLibrary.ALONG.forEach(data.putArray("along")::add);
        ObjectNode shown = data.putObject("results");
        anchors.forEach((name, anchor) ->
                shown.putObject(anchor).put("name", name).set("value", excerpt.of(results.path(name))));
        return data;
    }

    private static String hash(String script) {
        byte[] digest = HexFormat.of().parseHex(Digest.of(script));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's " + name + " cannot be read", e);
        }
    }
}
