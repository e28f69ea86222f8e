package assay.report;

import assay.show.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the results rest on: versions, models with the hashes of their files, parameters, and what was saved. */
record Provenance(RunRecord run) {

    String html() {
        JsonNode lock = run.lock();
        StringBuilder out = new StringBuilder();
        List<String[]> facts = new ArrayList<>();
        fact(facts, "Assay", lock.path("assay"));
        fact(facts, "Java", lock.path("java").path("version"));
        fact(facts, "system", lock.path("java").path("system"));
        engine(facts, lock.path("engine"));
        fact(facts, "seed", run.params().path("seed"));
        fact(facts, "script, SHA-256", lock.path("script"));
        if (!facts.isEmpty()) out.append(facts(facts));
        List<String[]> params = new ArrayList<>();
        for (Map.Entry<String, JsonNode> param : run.params().path("params").properties()) {
            params.add(new String[] {
                param.getKey(),
                param.getValue().isTextual()
                        ? param.getValue().textValue()
                        : param.getValue().toString()
            });
        }
        if (!params.isEmpty()) out.append("<h3>Parameters</h3>").append(facts(params));
        models(out, "model", lock.path("models"));
        models(out, "adapter", lock.path("adapters"));
        files(out);
        return out.isEmpty() ? "<p class=\"quiet\">Nothing is known.</p>" : out.toString();
    }

    private static void engine(List<String[]> facts, JsonNode engine) {
        if (!engine.isObject()) return;
        facts.add(new String[] {
            "engine",
            RunRecord.text(engine.path("name")) + " " + RunRecord.text(engine.path("version")) + ", "
                    + RunRecord.text(engine.path("device"))
        });
    }

    private static void models(StringBuilder out, String kind, JsonNode models) {
        for (Map.Entry<String, JsonNode> entry : models.properties()) {
            JsonNode model = entry.getValue();
            out.append("<h3>")
                    .append(kind.equals("model") ? "Model " : "Adapter ")
                    .append(Html.text(entry.getKey()))
                    .append("</h3>");
            List<String[]> facts = new ArrayList<>();
            fact(facts, "source", model.path("source"));
            fact(facts, "revision", model.path("revision"));
            engine(facts, model.path("engine"));
            fact(facts, "chat template, SHA-256", model.path("chat_template"));
            if (!facts.isEmpty()) out.append(facts(facts));
            JsonNode files = kind.equals("model") ? model.path("files") : model;
            List<String[]> hashes = new ArrayList<>();
            for (Map.Entry<String, JsonNode> file : files.properties()) {
                hashes.add(new String[] {file.getKey(), file.getValue().asText()});
            }
            out.append("<details><summary>%d %s with SHA-256</summary>%s</details>"
                    .formatted(hashes.size(), hashes.size() == 1 ? "file" : "files", facts(hashes)));
        }
    }

    private void files(StringBuilder out) {
        if (run.files().isEmpty()) return;
        List<String[]> files = run.files().stream()
                .map(file -> new String[] {file.path(), Bytes.of(file.bytes())})
                .toList();
        out.append("<h3>Saved files</h3>").append(facts(files));
    }

    private static void fact(List<String[]> facts, String label, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) facts.add(new String[] {label, value.asText()});
    }

    /** Pairs of a term and what is said of it. */
    static String facts(List<String[]> facts) {
        StringBuilder out = new StringBuilder("<dl class=\"facts\">");
        for (String[] fact : facts) {
            out.append("<div><dt>%s</dt><dd>%s</dd></div>".formatted(Html.text(fact[0]), Html.text(fact[1])));
        }
        return out.append("</dl>").toString();
    }
}
