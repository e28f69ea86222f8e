package assay.plan;

import assay.check.Bound;
import assay.check.Program;
import assay.check.Told;
import assay.check.Vocabulary;
import assay.core.Items;
import assay.files.Folder;
import assay.grammar.ast.Block;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks through a checked script as a run would, without computing what only models can tell. */
public final class Planner {
    private static final int MOST_ROUNDS = 256; // that are walked one by one
    private static final int DEEPEST = 20;
    private static final int MOST_STATEMENTS = 100_000;

    private final Folder folder;
    private final Figures figures;
    private final Concepts concepts;
    private final Steps steps = new Steps();
    private final Map<String, Reading> models = new LinkedHashMap<>();
    private long times = 1;
    private boolean bounded = true;
    private final List<Stmt.Define> called = new ArrayList<>();
    private int statements;

    private Planner(Folder folder, Vocabulary vocabulary) {
        this.folder = folder;
        this.figures = new Figures(folder);
        this.concepts = new Concepts(vocabulary, figures);
    }

    /** The plan of a program that is sound. */
    public static Plan of(Program program, Folder folder, Vocabulary vocabulary) {
        Planner planner = new Planner(folder, vocabulary);
        planner.statements(program.script().statements(), new Scope(program));
        return new Plan(List.copyOf(planner.models.values()), planner.steps.list());
    }

    private void statements(List<Stmt> all, Scope scope) {
        for (Stmt stmt : all) {
            if (++statements > MOST_STATEMENTS) steps.unbounded();
            else statement(stmt, scope);
        }
    }

    private void statement(Stmt stmt, Scope scope) {
        switch (stmt) {
            case Stmt.Seed _, Stmt.EngineChoice _ -> {}
            case Stmt.Param param ->
                scope.bind(
                        param.name().text(),
                        Optional.ofNullable(
                                scope.program.params().get(param.name().text())));
            case Stmt.ModelDecl model -> declare(model, scope);
            case Stmt.Use(Expr model, var _) -> {
                expr(model, scope);
                scope.use = Optional.of(model);
            }
            case Stmt.Let let -> {
                expr(let.value(), scope);
                scope.bind(let.name().text(), figures.of(let.value(), scope));
                scope.lets.put(let.name().text(), let.value());
            }
            case Stmt.Print print -> print.values().forEach(value -> expr(value, scope));
            case Stmt.Show show -> told(stmt, show.value(), scope);
            case Stmt.Plot plot -> told(stmt, plot.value(), scope);
            case Stmt.Save save -> told(stmt, save.value(), scope);
            case Stmt.Expect expect -> expr(expect.condition(), scope);
            case Stmt.Hypothesis hypothesis -> {
                hypothesis.predictions().forEach(claim -> expr(claim, scope));
                hypothesis.falsifiers().forEach(claim -> expr(claim, scope));
            }
            case Stmt.For loop -> {
                expr(loop.items(), scope);
                each(
                        loop.name().text(),
                        loop.items(),
                        scope,
                        inner -> statements(loop.body().statements(), inner));
            }
            case Stmt.Repeat repeat -> repeat(repeat, scope);
            case Stmt.If branch -> branch(branch, scope);
            case Stmt.Define define ->
                scope.procedures.put(define.name().text(), new Scope.Defined(scope.program, define));
            case Stmt.Return(var value, var _) -> value.ifPresent(given -> expr(given, scope));
            case Stmt.Import imported -> {
                Program program = scope.program.imports().get(imported);
                if (program == null) return;
                Scope inner = new Scope(program);
                statements(program.script().statements(), inner);
                scope.add(inner);
            }
            case Stmt.Run run -> expr(run.value(), scope);
        }
    }

    private void declare(Stmt.ModelDecl model, Scope scope) {
        Optional<Value> source = figures.of(model.source(), scope);
        String name = model.name().text();
        scope.bind(name, Optional.empty());
        Told told = scope.program.told().get(model);
        Optional<String> revision = Optional.ofNullable(told)
                .flatMap(known -> known.settings().of("revision"))
                .flatMap(given -> figures.of(given, scope))
                .map(Values::text);
        source.ifPresent(text -> models.putIfAbsent(name, Reading.of(name, Values.text(text), revision, folder)));
    }

    private void told(Stmt stmt, Expr value, Scope scope) {
        Told told = scope.program.told().get(stmt);
        expr(told == null ? value : told.value(), scope);
    }

    private void branch(Stmt.If branch, Scope scope) {
        expr(branch.condition(), scope);
        Optional<Value> known = figures.of(branch.condition(), scope);
        boolean then = !known.equals(Optional.of(Value.of(false)));
        boolean otherwise = !known.equals(Optional.of(Value.of(true)));
        if (then) statements(branch.then().statements(), scope.inner());
        if (otherwise) branch.otherwise().ifPresent(block -> statements(block.statements(), scope.inner()));
    }

    private void repeat(Stmt.Repeat repeat, Scope scope) {
        expr(repeat.times(), scope);
        boolean known = figures.of(repeat.times(), scope).orElse(null) instanceof Value.Num(double n) && n >= 0;
        long rounds =
                known ? (long) ((Value.Num) figures.of(repeat.times(), scope).orElseThrow()).value() : 1;
        several(rounds, known, () -> statements(repeat.body().statements(), scope.inner()));
    }

    private interface Body {
        void in(Scope scope);
    }

    /** A body for each item of a list: one by one where they are known and few. */
    private void each(String name, Expr items, Scope scope, Body body) {
        Optional<Value> known = figures.of(items, scope);
        boolean few = known.isPresent() && Items.count(known.get()) <= MOST_ROUNDS;
        if (few) {
            for (Value item : Items.of(known.get())) {
                Scope inner = scope.inner();
                inner.bind(name, Optional.of(item));
                body.in(inner);
            }
            return;
        }
        Scope inner = scope.inner();
        inner.bind(name, Optional.empty());
        several(known.map(Items::count).orElse(1L), known.isPresent(), () -> body.in(inner));
    }

    private void several(long rounds, boolean known, Runnable body) {
        long outer = times;
        boolean outerBounded = bounded;
        times = Work.product(times, rounds);
        bounded &= known;
        body.run();
        times = outer;
        bounded = outerBounded;
    }

    private void expr(Expr expr, Scope scope) {
        if (expr instanceof Expr.Each each) {
            expr(each.items(), scope);
            each(each.name().text(), each.items(), scope, inner -> expr(each.body(), inner));
            return;
        }
        Bound bound =
                switch (expr) {
                    case Expr.Experiment(var phrase) -> scope.program.bound(phrase);
                    case Expr.Call call -> scope.program.bound(call);
                    case Expr.Ref ref -> scope.program.bound(ref);
                    case Expr other -> null;
                };
        if (bound == null) Subterms.of(expr).forEach(inner -> expr(inner, scope));
        else experiment(bound, scope);
        if (bound == null && expr instanceof Expr.Call call) procedure(call, scope);
        if (expr instanceof Expr.Experiment(var phrase)) phrase.block().ifPresent(block -> block(block, expr, scope));
    }

    /** In the block of a phrase that makes a model, that model is in use. */
    private void block(Block block, Expr model, Scope scope) {
        Scope inner = scope.inner();
        inner.use = Optional.of(model);
        statements(block.statements(), inner);
    }

    private void experiment(Bound bound, Scope scope) {
        bound.given().values().forEach(given -> expr(given, scope));
        List<Reading> readers = new ArrayList<>();
        for (Operand operand : bound.spec().operands()) {
            if (!(operand.type() instanceof Type.Model) && !operand.name().equals("other")) continue;
            Optional<Expr> given = bound.of(operand.name());
            if (given.isEmpty() && bound.implied().contains(operand.name())) given = scope.use;
            given.flatMap(model -> base(model, scope, 0)).ifPresent(readers::add);
        }
        List<Reading> distinct = readers.stream().distinct().toList();
        Wanted wanted =
                new Wanted(bound, scope, figures, concepts, distinct.stream().findFirst());
        steps.add(bound, scope.program.script().source(), distinct, times, bounded, () -> Rules.of(wanted));
    }

    /** The declared model that one is made of. */
    private Optional<Reading> base(Expr model, Scope scope, int steps) {
        if (steps > DEEPEST) return Optional.empty();
        if (model instanceof Expr.Ref(var name)) {
            Expr let = scope.lets.get(name.text());
            return let == null ? Optional.ofNullable(models.get(name.text())) : base(let, scope, steps + 1);
        }
        Bound bound =
                switch (model) {
                    case Expr.Experiment(var phrase) -> scope.program.bound(phrase);
                    case Expr.Call call -> scope.program.bound(call);
                    case Expr other -> null;
                };
        if (bound == null) return Optional.empty();
        return bound.of("model")
                .or(() -> scope.use.filter(used -> used != model))
                .flatMap(m -> base(m, scope, steps + 1));
    }

    private void procedure(Expr.Call call, Scope scope) {
        Scope.Defined defined = scope.procedures.get(call.function().text());
        if (defined == null) return;
        Scope inner = scope.inner(defined.program());
        List<Stmt.Parameter> parameters = defined.define().parameters();
        for (Stmt.Parameter parameter : parameters)
            inner.bind(parameter.name().text(), parameter.fallback().flatMap(given -> figures.of(given, scope)));
        for (int i = 0; i < call.arguments().size(); i++) {
            Expr.Argument argument = call.arguments().get(i);
            Optional<String> name = argument.name().map(n -> n.text());
            if (name.isEmpty() && i < parameters.size())
                name = Optional.of(parameters.get(i).name().text());
            name.ifPresent(word -> {
                inner.bind(word, figures.of(argument.value(), scope));
                inner.lets.put(word, argument.value());
            });
        }
        long open = called.stream().filter(other -> other == defined.define()).count();
        if (open > 1) return; // it calls itself, and has been walked through as what is done nobody knows how often
        called.add(defined.define());
        several(1, open == 0, () -> statements(defined.define().body().statements(), inner));
        called.removeLast();
    }
}
