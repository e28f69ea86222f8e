package assay.run;

import assay.grammar.Problem;
import assay.grammar.Source;
import assay.grammar.Suggest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param problem why it could not go on, if it could not
 * @param cause what lies behind the problem, for those who debug Assay itself
 * @param directory where its record is
 * @param seconds that its experiments have taken, if all of them were computed
 */
public record Outcome(
        String script,
        Status status,
        Optional<Problem> problem,
        Optional<Throwable> cause,
        long seed,
        String engine,
        Map<String, JsonNode> results,
        List<Expectation> expectations,
        List<Hypothesis> hypotheses,
        Path directory,
        Optional<Double> seconds) {

    /** The run as one JSON document; nothing in it depends on the time or the machine. */
    public ObjectNode json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("script", script);
        document.put("seed", seed);
        document.put("engine", engine);
        ObjectNode named = document.putObject("results");
        results.forEach(named::set);
        ArrayNode expected = document.putArray("expectations");
        expectations.forEach(expectation -> expected.add(json(expectation)));
        ArrayNode judged = document.putArray("hypotheses");
        hypotheses.forEach(hypothesis -> judged.add(json(hypothesis)));
        document.put("status", status.word);
        problem.ifPresent(found -> document.putArray("problems").add(json(found)));
        return document;
    }

    /** A problem by its place, whose columns count code points from 1 and whose end is exclusive, and its words. */
    public static ObjectNode json(Problem problem) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Source source = problem.source();
        node.put("file", source.name());
        node.put("line", source.line(problem.span().start()));
        node.put("column", source.column(problem.span().start()));
        node.put("end_line", source.line(problem.span().end()));
        node.put("end_column", source.column(problem.span().end()));
        node.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        node.put("title", problem.title());
        node.put("label", problem.label());
        problem.notes().forEach(node.putArray("notes")::add);
        Suggest.meant(problem.label()).ifPresent(meant -> node.put("suggestion", meant));
        return node;
    }

    private static ObjectNode json(Expectation expectation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("line", expectation.line());
        node.put("text", expectation.text());
        node.put("held", expectation.held());
        ArrayNode sides = node.putArray("values");
        expectation.sides().forEach(side -> sides.add(Recorded.json(side)));
        expectation.why().ifPresent(why -> node.put("why", why));
        return node;
    }

    private static ObjectNode json(Hypothesis hypothesis) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", hypothesis.name());
        hypothesis.why().ifPresent(why -> node.put("why", why));
        node.put("outcome", hypothesis.outcome());
        hypothesis.registration().ifPresent(standing -> node.set("registration", standing.json()));
        claims(node.putArray("predictions"), hypothesis.predictions());
        claims(node.putArray("falsifiers"), hypothesis.falsifiers());
        return node;
    }

    private static void claims(ArrayNode nodes, List<Hypothesis.Claim> claims) {
        for (Hypothesis.Claim claim : claims) {
            ObjectNode node = nodes.addObject().put("text", claim.text());
            claim.holds().ifPresent(holds -> node.put("holds", holds));
            claim.obstacle().ifPresent(obstacle -> node.put("not_measured", obstacle));
        }
    }
}
