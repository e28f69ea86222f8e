package assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the script expected and foretold, and what came of it. */
record Verdict(RunRecord run) {
    private static final int LONGEST_VALUE = 120;

    String html() {
        StringBuilder out = new StringBuilder();
        for (JsonNode problem : run.results().path("problems")) out.append(problem(problem));
        List<JsonNode> hypotheses = list("hypotheses");
        List<JsonNode> expectations = list("expectations");
        if (!hypotheses.isEmpty()) {
            out.append("<ul class=\"verdicts\">");
            hypotheses.forEach(hypothesis -> out.append(hypothesis(hypothesis)));
            out.append("</ul>");
        }
        if (!expectations.isEmpty()) {
            out.append("<ul class=\"verdicts\">");
            expectations.forEach(expectation -> out.append(expectation(expectation)));
            out.append("</ul>");
        }
        if (out.isEmpty()) {
            boolean known = run.results().isObject();
            out.append("<p class=\"quiet\">")
                    .append(known ? "The script expects nothing." : "Not known.")
                    .append("</p>");
        }
        return out.toString();
    }

    /** In a few words, e.g. {@code 4 held, 1 failed}. */
    String summary() {
        List<JsonNode> all = list("expectations");
        long held = all.stream().filter(e -> e.path("held").asBoolean()).count();
        List<String> parts = new ArrayList<>();
        if (held > 0) parts.add(held + " held");
        if (held < all.size()) parts.add(all.size() - held + " failed");
        for (String outcome : List.of("held", "falsified", "undecided", "not measured")) {
            long count = list("hypotheses").stream()
                    .filter(h -> h.path("outcome").asText().equals(outcome))
                    .count();
            if (count > 0) parts.add(count + (count == 1 ? " hypothesis " : " hypotheses ") + outcome);
        }
        return String.join(", ", parts);
    }

    private List<JsonNode> list(String field) {
        return run.results().path(field).valueStream().toList();
    }

    private static String problem(JsonNode problem) {
        return """
                <div class="trouble" role="alert"><p><strong>%s</strong> %s</p></div>
                """.formatted(
                        Html.text(problem.path("message").asText("It stopped.")),
                        place(problem.path("line").asInt(0)) + " "
                                + Html.text(problem.path("advice").asText("")));
    }

    private static String expectation(JsonNode expectation) {
        boolean held = expectation.path("held").asBoolean();
        String values = values(expectation.path("values"));
        String why = expectation.path("why").asText("");
        return item(
                held ? "held" : "failed",
                "<code>" + Html.text(expectation.path("text").asText("")) + "</code> "
                        + place(expectation.path("line").asInt(0)),
                (why.isEmpty() ? "" : " · " + Html.text(why)) + values);
    }

    private static String values(JsonNode values) {
        if (values.isEmpty()) return "";
        return " · <span class=\"found\">found "
                + String.join(" and ", values.valueStream().map(Verdict::value).toList()) + "</span>";
    }

    private static String value(JsonNode value) {
        String text =
                value.isBoolean() ? value.booleanValue() ? "yes" : "no" : value.isNull() ? "none" : value.toString();
        boolean longer = text.codePointCount(0, text.length()) > LONGEST_VALUE;
        return Html.text(longer ? text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)) + "…" : text);
    }

    private static String hypothesis(JsonNode hypothesis) {
        StringBuilder claims = new StringBuilder("<ul class=\"claims\">");
        Stream.of("predictions", "falsifiers").forEach(kind -> {
            for (JsonNode claim : hypothesis.path(kind)) {
                String holds = claim.path("holds").isBoolean()
                        ? claim.path("holds").booleanValue() ? "holds" : "does not hold"
                        : "not measured: " + claim.path("not_measured").asText("the run did not get there");
                claims.append("<li>%s <code>%s</code>: %s</li>"
                        .formatted(
                                kind.equals("predictions") ? "predicted" : "falsified if",
                                Html.text(claim.path("text").asText("")),
                                Html.text(holds)));
            }
        });
        return item(
                hypothesis.path("outcome").asText("not measured"),
                "<strong>" + Html.text(hypothesis.path("name").asText("")) + "</strong> "
                        + Html.text(hypothesis.path("why").asText(""))
                        + registration(hypothesis.path("registration")),
                claims.append("</ul>").toString());
    }

    /** Whether the text of the hypothesis is the one that was frozen before its results were known. */
    private static String registration(JsonNode standing) {
        if (!standing.isObject()) return "";
        String state = standing.path("state").asText("");
        String words =
                switch (state) {
                    case "unchanged" ->
                        standing.path("script_unchanged").asBoolean()
                                ? "registered"
                                : "registered, the script around it has changed since";
                    case "changed", "removed" -> state + " since it was registered";
                    default -> "not registered";
                };
        String time = standing.path("time").asText("");
        return " <span class=\"registration\">("
                + Html.text(words + " " + time.substring(0, Math.min(10, time.length()))) + ")</span>";
    }

    /** @param outcome a word; the rest is HTML */
    private static String item(String outcome, String title, String more) {
        String mark =
                switch (outcome) {
                    case "held" -> "✓";
                    case "failed", "falsified" -> "✗";
                    default -> "–";
                };
        return """
                <li class="verdict %s"><span class="mark" aria-hidden="true">%s</span><div><p>%s</p>\
                <div class="quiet"><span class="outcome">%s</span>%s</div></div></li>
                """.formatted(
                Html.text(outcome.toLowerCase(Locale.ROOT).replace(' ', '-')), mark, title, Html.text(outcome), more);
    }

    static String place(int line) {
        return line < 1 ? "" : "<a class=\"place\" href=\"#L%d\">line %d</a>".formatted(line, line);
    }
}
