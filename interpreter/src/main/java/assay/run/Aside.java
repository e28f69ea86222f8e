package assay.run;

import assay.check.Entries;
import assay.check.Names;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.engine.model.Model;
import assay.grammar.Problem;
import assay.grammar.Source;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.List;

/** A phrase that is said while an experiment runs, outside of the script. */
record Aside(Run run) {
    private static final String MODEL = "it";

    /** What {@code steer} makes of a model; a {@link Failure} says what is wrong with the phrase. */
    Model steered(Model model, String phrase) {
        Source source = new Source("/steer", "let steered = steer " + MODEL + " " + phrase);
        Names names = Names.script().block(List.of(MODEL));
        Program program = new Entries(run.folder(), new Vocabulary(run.verbs()))
                .check(source, names)
                .program();
        if (!program.sound()) throw failure(program.problems().getFirst());
        Env env = Env.script();
        env.bind(MODEL, new Value.ModelRef(model));
        Stmt.Let let = (Stmt.Let) program.script().statements().getFirst();
        try {
            Value value = new Evaluator(program, run).value(let.value(), env);
            if (value instanceof Value.ModelRef(Model steered)) return steered;
            throw new Failure("/steer takes one strength; choose it with /alpha");
        } catch (Trouble trouble) {
            throw failure(trouble.problem());
        }
    }

    private static Failure failure(Problem problem) {
        return new Failure(problem.title() + (problem.label().isEmpty() ? "" : "; " + problem.label()));
    }
}
