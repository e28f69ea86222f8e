package assay.check;

import assay.files.Load;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Phrase;
import assay.grammar.ast.Stmt;
import assay.lib.verb.Type;
import java.util.ArrayList;
import java.util.List;

/** The hypotheses of a script, which have to stand before the results that they speak of. */
final class Hypotheses {
    private static final Type FLAG = new Type.Flag();
    private static final Type TEXT = new Type.Text();

    private final Program program;
    private final Diagnostics problems;
    private final Expressions expressions;
    private final List<Stmt.Hypothesis> checked = new ArrayList<>();

    Hypotheses(Program program, Diagnostics problems, Expressions expressions) {
        this.program = program;
        this.problems = problems;
        this.expressions = expressions;
    }

    /** Checks everything but the claims, which speak of names that may be bound later. */
    void check(Stmt.Hypothesis hypothesis, Names names) {
        hypothesis.reason().ifPresent(reason -> expressions.check(reason, names, TEXT, "the reason"));
        if (hypothesis.predictions().isEmpty()) {
            problems.error(
                    hypothesis.name().span(),
                    "the hypothesis `" + hypothesis.name().text() + "` predicts nothing",
                    "add a line `predict ...` to its block");
        }
        List<Expr> statements = new ArrayList<>(hypothesis.predictions());
        statements.addAll(hypothesis.falsifiers());
        boolean late = statements.stream().anyMatch(s -> Parts.any(s, part -> isMeasured(part, names)));
        if (late) {
            problems.error(
                    hypothesis.name().span(),
                    "the hypothesis `" + hypothesis.name().text() + "` stands after the results it speaks of",
                    "move it above them");
        }
        checked.add(hypothesis);
    }

    /** Checks the claims of all, now that every name is bound. */
    void claims(Names names) {
        checked.forEach(hypothesis -> claims(hypothesis, names));
    }

    void claims(Stmt.Hypothesis hypothesis, Names names) {
        hypothesis.predictions().forEach(p -> expressions.check(p, names, FLAG, "a prediction"));
        hypothesis.falsifiers().forEach(f -> expressions.check(f, names, FLAG, "what falsifies"));
    }

    /** Whether a value has to be measured, so that a hypothesis about it must stand before it. */
    boolean isExperiment(Expr expr, Names names) {
        return Parts.any(
                expr,
                part -> part instanceof Expr.Experiment(Phrase phrase)
                        ? !isData(phrase.verb())
                        : program.phrases().containsKey(part) || isMeasured(part, names));
    }

    private static boolean isMeasured(Expr part, Names names) {
        return part instanceof Expr.Ref(Name name)
                && names.find(name.text()).map(Binding::experiment).orElse(false);
    }

    private static boolean isData(Name verb) {
        return verb.text().equals(Load.SPEC.name());
    }
}
