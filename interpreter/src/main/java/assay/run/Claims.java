package assay.run;

import assay.check.Program;
import assay.core.Operators;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a script claims: its expectations, and its hypotheses. */
record Claims(Program program, Run run, Evaluator evaluator) {

    /** Looks at what became of the script's hypotheses, and of their text since it was registered. */
    void judge(Env env, Optional<Registration> registered) {
        for (Stmt stmt : program.script().statements()) {
            if (!(stmt instanceof Stmt.Hypothesis hypothesis)) continue;
            run.notebook()
                    .add(judgement(hypothesis, env)
                            .standing(registered.map(frozen -> frozen.standing(program, hypothesis))));
        }
        registered.map(frozen -> frozen.removed(program)).orElse(List.of()).forEach(run.notebook()::add);
    }

    /** Judges an expectation where it stands. */
    void expect(Stmt.Expect expect, Env env) {
        List<Value> sides = new ArrayList<>();
        boolean held = holds(expect.condition(), env, sides);
        int line = program.script().source().line(expect.span().start());
        Optional<String> why = expect.reason().map(reason -> Values.text(evaluator.value(reason, env)));
        Expectation expectation = new Expectation(line, text(expect.condition().span()), List.copyOf(sides), held, why);
        run.notebook().add(expectation);
        run.talk().expected(expectation);
    }

    /** Whether a condition holds; collects the values that it compares, or its own. */
    private boolean holds(Expr condition, Env env, List<Value> sides) {
        if (condition instanceof Expr.Binary binary && isComparison(binary)) {
            sides.add(evaluator.whole(binary.left(), env));
            sides.add(evaluator.whole(binary.right(), env));
            return Operators.truth(Operators.apply(binary.op(), sides.get(0), sides.get(1)), "expect");
        }
        if (condition instanceof Expr.About about) {
            sides.add(evaluator.value(about.value(), env));
            sides.add(evaluator.value(about.target(), env));
            return Operators.about(
                    sides.get(0), sides.get(1), about.within().map(within -> evaluator.value(within, env)));
        }
        boolean held = evaluator.truth(condition, env, "expect");
        sides.add(Value.of(held));
        return held;
    }

    private static boolean isComparison(Expr.Binary binary) {
        return switch (binary.op()) {
            case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST -> true;
            case IN -> !(binary.right() instanceof Expr.Range);
            case OR, AND, PLUS, MINUS, TIMES, DIVIDE, REMAINDER -> false;
        };
    }

    /** What became of a hypothesis, now that everything has been measured. */
    Hypothesis judgement(Stmt.Hypothesis hypothesis, Env env) {
        return Hypothesis.of(
                hypothesis.name().text(),
                hypothesis.reason().map(reason -> Values.text(evaluator.value(reason, env))),
                hypothesis.predictions().stream()
                        .map(claim -> judge(claim, env))
                        .toList(),
                hypothesis.falsifiers().stream().map(claim -> judge(claim, env)).toList());
    }

    /** A claim about something that has no value, e.g. because the script did not get there, is not measured. */
    private Hypothesis.Claim judge(Expr claim, Env env) {
        String text = text(claim.span());
        try {
            boolean holds = Trouble.placed(
                    program.script().source(), claim.span(), () -> evaluator.truth(claim, env, "predict"));
            return new Hypothesis.Claim(text, Optional.of(holds), Optional.empty());
        } catch (Trouble obstacle) {
            if (obstacle.status() != Status.WRONG_SCRIPT) throw obstacle;
            return new Hypothesis.Claim(text, Optional.empty(), Optional.of(obstacle.getMessage()));
        }
    }

    /** The text of the script at a place, on one line. */
    private String text(Span span) {
        return program.script()
                .source()
                .text()
                .substring(span.start(), span.end())
                .strip()
                .replaceAll("\\s+", " ");
    }
}
