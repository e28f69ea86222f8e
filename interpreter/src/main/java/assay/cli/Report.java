package assay.cli;

import assay.grammar.Problem;
import assay.grammar.Problems;
import assay.run.Expectation;
import assay.run.Hypothesis;
import assay.run.Outcome;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The last stage: says how a script fared, to people and, if asked, as one JSON document. */
record Report(boolean json, boolean quiet, boolean debug) {

    /** A script that cannot run; gives the exit status. */
    int wrong(String script, List<Problem> problems) {
        print(problems);
        if (json) {
            ObjectNode document = empty(script);
            problems.forEach(problem -> document.withArray("problems").add(Outcome.json(problem)));
            System.out.println(document.toPrettyString());
        }
        return Assay.WRONG;
    }

    /** A run that has ended; gives the exit status. */
    int ended(Outcome outcome) {
        outcome.problem().ifPresent(problem -> print(List.of(problem)));
        if (debug) outcome.cause().ifPresent(Throwable::printStackTrace);
        if (!quiet) System.err.println(summary(outcome));
        if (json)
            System.out.println(
                    outcome.json().put("run", outcome.directory().toString()).toPrettyString());
        System.out.flush();
        return outcome.status().code;
    }

    /** The document for an error that has no place in a script. */
    static String json(String message) {
        ObjectNode document = empty(null);
        document.withArray("problems").addObject().put("title", message);
        return document.toPrettyString();
    }

    /** Problems for people, on standard error. */
    static void print(List<Problem> problems) {
        print(
                problems,
                Console.colour() && System.console() != null && System.console().isTerminal());
    }

    static void print(List<Problem> problems, boolean colour) {
        Problems all = new Problems();
        all.addAll(problems);
        System.err.print(all.render(colour));
    }

    private static ObjectNode empty(String script) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("script", script);
        document.putNull("seed");
        document.putNull("engine");
        document.putObject("results");
        document.putArray("expectations");
        document.put("status", "error");
        return document;
    }

    /** What became of hypotheses and expectations, and where the record is. */
    static String summary(Outcome outcome) {
        StringBuilder out = new StringBuilder();
        for (Hypothesis hypothesis : outcome.hypotheses()) {
            out.append("hypothesis ").append(hypothesis.name()).append(": ").append(hypothesis.outcome());
            hypothesis.registration().ifPresent(standing -> out.append(" (")
                    .append(standing.words())
                    .append(')'));
            out.append('\n');
        }
        long failed = outcome.expectations().stream().filter(e -> !e.held()).count();
        long held = outcome.expectations().size() - failed;
        if (held + failed > 0)
            out.append("expectations: ")
                    .append(held)
                    .append(" held, ")
                    .append(failed)
                    .append(" failed\n");
        for (Expectation expectation : outcome.expectations()) {
            if (!expectation.held()) {
                out.append("  line ")
                        .append(expectation.line())
                        .append(": ")
                        .append(expectation.text())
                        .append('\n');
            }
        }
        String how =
                switch (outcome.status()) {
                    case OK, EXPECTATION_FAILED -> "run";
                    case WRONG_SCRIPT, OUTSIDE -> "stopped; what there is";
                    case INTERRUPTED -> "interrupted; what there is";
                };
        return out.append(record(how, outcome)).toString();
    }

    /** Where the record is. */
    static String record(String how, Outcome outcome) {
        return how + ": " + outcome.directory() + ", seed " + outcome.seed();
    }
}
