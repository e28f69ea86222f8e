package assay.run;

import assay.check.Entries;
import assay.check.Names;
import assay.check.Program;
import assay.grammar.Problem;
import assay.grammar.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hypotheses of a session. A script judges its own at its end; a session judges each as soon as everything that it
 * speaks of is bound.
 *
 * @param open those that wait
 * @param judged what became of those that do not
 */
record Predictions(List<Open> open, List<Hypothesis> judged) {
    static final Predictions NONE = new Predictions(List.of(), List.of());

    /**
     * A hypothesis, and the entry that it stands in.
     *
     * @param refused it has been told already that it can never be judged
     */
    record Open(Program program, Stmt.Hypothesis stmt, boolean refused) {}

    /** @param problems what is wrong with those that can never be judged */
    record Judged(Predictions predictions, List<Problem> problems) {}

    Predictions with(Open hypothesis) {
        return new Predictions(
                Stream.concat(open.stream(), Stream.of(hypothesis)).toList(), judged);
    }

    /** The statements that wait. */
    List<Stmt> waiting() {
        return open.stream().<Stmt>map(Open::stmt).toList();
    }

    Judged judge(Entries entries, Names names, Run run, Env env) {
        List<Open> waiting = new ArrayList<>();
        List<Hypothesis> results = new ArrayList<>(judged);
        List<Problem> problems = new ArrayList<>();
        for (Open hypothesis : open) {
            List<Problem> wrong = entries.claims(hypothesis.program(), hypothesis.stmt(), names);
            if (!wrong.isEmpty()) {
                boolean never = !Entries.waits(hypothesis.stmt(), names);
                if (never && !hypothesis.refused()) problems.addAll(wrong);
                waiting.add(new Open(hypothesis.program(), hypothesis.stmt(), never));
                continue;
            }
            Hypothesis result =
                    new Interpreter(hypothesis.program(), run).claims().judgement(hypothesis.stmt(), env);
            run.talk().say("hypothesis " + result.name() + ": " + result.outcome());
            results.add(result);
        }
        return new Judged(new Predictions(List.copyOf(waiting), List.copyOf(results)), problems);
    }

    /** What became of all of them. */
    List<Hypothesis> results() {
        Stream<Hypothesis> unmeasured = open.stream()
                .map(hypothesis -> new Hypothesis(
                        hypothesis.stmt().name().text(),
                        Optional.empty(),
                        "not measured",
                        List.of(),
                        List.of(),
                        Optional.empty()));
        return Stream.concat(judged.stream(), unmeasured).toList();
    }
}
