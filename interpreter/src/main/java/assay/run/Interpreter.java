package assay.run;

import assay.check.Bound;
import assay.check.Program;
import assay.check.Told;
import assay.core.Kinds;
import assay.engine.model.Model;
import assay.grammar.ast.Block;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Phrase;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.show.Chart;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the statements of a program. */
final class Interpreter {
    private final Program program;
    private final Run run;
    private final Evaluator evaluator;
    private final Claims claims;

    Interpreter(Program program, Run run) {
        this.program = program;
        this.run = run;
        this.evaluator = new Evaluator(program, run);
        this.claims = new Claims(program, run, evaluator);
    }

    Claims claims() {
        return claims;
    }

    /** Runs the whole script. */
    void script(Env env) {
        script(env, stmt -> {});
    }

    /** @param finished is told of each of the script's statements that has come to its end */
    void script(Env env, Consumer<Stmt> finished) {
        List<Stmt> statements = program.script().statements();
        hoist(statements, env);
        for (Stmt stmt : statements) {
            execute(stmt, env, true);
            finished.accept(stmt);
        }
    }

    /** Calls a procedure of this script; an argument that is left out is its parameter's default. */
    Value call(ScriptProcedure procedure, List<Optional<Value>> arguments) {
        Env env = procedure.closure().block();
        List<Stmt.Parameter> parameters = procedure.define().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Stmt.Parameter parameter = parameters.get(i);
            Optional<Value> given = i < arguments.size() ? arguments.get(i) : Optional.empty();
            env.bind(parameter.name().text(), given.orElseGet(() -> fallback(procedure, parameter)));
        }
        run.steps().enter(procedure.name());
        try {
            return execute(procedure.define().body().statements(), env).orElse(new Value.None());
        } finally {
            run.steps().leave();
        }
    }

    private Value fallback(ScriptProcedure procedure, Stmt.Parameter parameter) {
        Expr expr = parameter
                .fallback()
                .orElseThrow(() -> new Failure(
                        "`" + procedure.name() + "` needs `" + parameter.name().text() + "`"));
        return evaluator.value(expr, procedure.closure());
    }

    /** Runs statements in order until one returns; gives what it returns. */
    private Optional<Value> execute(List<Stmt> statements, Env env) {
        hoist(statements, env);
        for (Stmt stmt : statements) {
            Optional<Value> returned = execute(stmt, env, false);
            if (returned.isPresent()) return returned;
        }
        return Optional.empty();
    }

    /** Procedures are known before the statements around them. */
    private void hoist(List<Stmt> statements, Env env) {
        for (Stmt stmt : statements) {
            if (stmt instanceof Stmt.Define define) define(define, env);
        }
    }

    private Optional<Value> execute(Stmt stmt, Env env, boolean top) {
        return Trouble.placed(program.script().source(), stmt.span(), () -> {
            long start = System.nanoTime();
            run.steps().statement();
            Optional<Value> returned = perform(stmt, env, top);
            run.notebook().finished(program.script().source(), stmt, System.nanoTime() - start);
            return returned;
        });
    }

    private Optional<Value> perform(Stmt stmt, Env env, boolean top) {
        switch (stmt) {
            case Stmt.Seed seed -> run.seeds().script((long) number(seed.value(), env));
            case Stmt.EngineChoice choice ->
                run.models().engines().script(choice.engine().text());
            case Stmt.Param param ->
                env.bind(param.name().text(), program.params().get(param.name().text()));
            case Stmt.ModelDecl model -> declare(model, env);
            case Stmt.Use use -> use(use.model(), env);
            case Stmt.Let let -> {
                Value value =
                        named(evaluator.whole(let.value(), env), let.name().text());
                env.bind(let.name().text(), value);
                run.notebook().found(value);
                if (top) run.notebook().result(let.name().text(), value);
            }
            case Stmt.Print print -> {
                List<String> texts = print.values().stream()
                        .map(value -> Values.text(evaluator.whole(value, env)))
                        .toList();
                run.talk().say(String.join(" ", texts));
            }
            case Stmt.Show show -> {
                Told told = program.told().get(show);
                Value value = noted(told.value(), env);
                Value rows =
                        evaluator.experiments().arguments(told.settings(), env).get("top");
                run.talk().show(value, rows instanceof Value.Num(double n) ? Optional.of((int) n) : Optional.empty());
            }
            case Stmt.Plot plot -> plot(program.told().get(plot), env);
            case Stmt.Save save -> save(program.told().get(save), env);
            case Stmt.Expect expect -> claims.expect(expect, env);
            case Stmt.Hypothesis _ -> {} // Judged when everything has been measured.
            case Stmt.For loop -> {
                for (Value item : evaluator.items(loop.items(), env)) {
                    Env inner = env.block();
                    inner.bind(loop.name().text(), item);
                    Optional<Value> returned = execute(loop.body().statements(), inner);
                    if (returned.isPresent()) return returned;
                }
            }
            case Stmt.Repeat repeat -> {
                return repeat(repeat, env);
            }
            case Stmt.If choice -> {
                if (evaluator.truth(choice.condition(), env, "if")) {
                    return execute(choice.then().statements(), env.block());
                }
                if (choice.otherwise().isPresent()) {
                    return execute(choice.otherwise().get().statements(), env.block());
                }
            }
            case Stmt.Define _ -> {} // Bound before the statements around it.
            case Stmt.Return back -> {
                return Optional.of(
                        back.value().map(value -> evaluator.value(value, env)).orElse(new Value.None()));
            }
            case Stmt.Import imported -> imported(program.imports().get(imported), env);
            case Stmt.Run sentence -> {
                return sentence(sentence.value(), env);
            }
        }
        return Optional.empty();
    }

    /** A model that a verb has made is called by the name that it gets. */
    private Value named(Value value, String name) {
        return value instanceof Value.ModelRef(Model model) && model.unnamed()
                ? new Value.ModelRef(run.models().named(model, name))
                : value;
    }

    private double number(Expr expr, Env env) {
        return evaluator.value(expr, env) instanceof Value.Num(double number) ? number : Double.NaN;
    }

    private void declare(Stmt.ModelDecl model, Env env) {
        Models.Declared declared = new Models.Declared(
                model.name().text(),
                Values.text(evaluator.value(model.source(), env)),
                evaluator.experiments().arguments(program.told().get(model).settings(), env),
                model.source().span(),
                program.script().source());
        env.bind(model.name().text(), run.models().declare(declared));
    }

    private void use(Expr model, Env env) {
        if (model instanceof Expr.Ref(Name name)) {
            env.use(new Env.Use(Optional.of(name.text()), env.supplier(name.text())));
            return;
        }
        Value value = evaluator.value(model, env);
        if (!(value instanceof Value.ModelRef))
            throw new Failure("`use` names a model, and this is " + Kinds.of(value));
        env.use(new Env.Use(Optional.empty(), () -> value));
    }

    private void plot(Told told, Env env) {
        Value value = noted(told.value(), env);
        Value by = evaluator.experiments().arguments(told.settings(), env).get("by");
        Chart chart = Chart.of(value, by instanceof Value.Str(String column) ? Optional.of(column) : Optional.empty());
        run.talk().plot(chart);
        run.directory().chart(chart.svg());
    }

    private void save(Told told, Env env) {
        Value value = noted(told.value(), env);
        Value to = evaluator.experiments().arguments(told.settings(), env).get("to");
        run.directory().save(value, Values.text(to), run.talk().show());
    }

    private Optional<Value> repeat(Stmt.Repeat repeat, Env env) {
        double times = number(repeat.times(), env);
        if (!(times >= 0) || times != Math.rint(times))
            throw new Failure("a block is repeated a whole number of times");
        Seeds seeds = run.seeds();
        for (long i = 0; i < times; i++) {
            run.steps().steps(1); // a round may hold no statement
            long outer = seeds.enter(i);
            try {
                Optional<Value> returned = execute(repeat.body().statements(), env.block());
                if (returned.isPresent()) return returned;
            } finally {
                seeds.leave(outer);
            }
        }
        return Optional.empty();
    }

    private void define(Stmt.Define define, Env env) {
        env.bind(define.name().text(), new ScriptProcedure(define, this, env));
    }

    /** The names of a script that holds definitions only. */
    Env definitions() {
        Env fresh = Env.script();
        execute(program.script().statements(), fresh);
        return fresh;
    }

    /** Runs an imported script once, and takes the names that it binds itself. */
    private void imported(Program imported, Env env) {
        Env theirs = run.imported(imported, () -> new Interpreter(imported, run).definitions());
        for (Stmt stmt : imported.script().statements()) {
            switch (stmt) {
                case Stmt.Let let ->
                    env.bind(let.name().text(), theirs.supplier(let.name().text()));
                case Stmt.Define define ->
                    env.bind(define.name().text(), theirs.supplier(define.name().text()));
                case Stmt.ModelDecl model ->
                    env.bind(model.name().text(), theirs.supplier(model.name().text()));
                case Stmt other -> {}
            }
        }
    }

    /** A phrase or expression that stands alone: its result is shown, or its block runs with the model it makes. */
    private Optional<Value> sentence(Expr expr, Env env) {
        if (expr instanceof Expr.Experiment(Phrase phrase) && phrase.block().isPresent()) {
            return withModel(phrase, phrase.block().get(), env);
        }
        Value value = noted(expr, env);
        run.notebook().found(value);
        if (!(value instanceof Value.None)) run.talk().show(value, Optional.empty());
        return Optional.empty();
    }

    /** A value; what an experiment has found is recorded, though it has no name. */
    private Value noted(Expr expr, Env env) {
        Value value = evaluator.whole(expr, env);
        verb(expr).ifPresent(verb -> {
            run.notebook().found(value);
            run.notebook().unnamed(verb, value);
        });
        return value;
    }

    /** The verb of an expression that is an experiment. */
    private Optional<String> verb(Expr expr) {
        Bound bound =
                switch (expr) {
                    case Expr.Experiment(Phrase phrase) -> program.bound(phrase);
                    case Expr.Call call -> program.bound(call);
                    case Expr.Ref ref -> program.bound(ref);
                    case Expr other -> null;
                };
        return Optional.ofNullable(bound).map(found -> found.spec().name());
    }

    /** Inside the block the new model is in use, and stands in for the model that it was made from. */
    private Optional<Value> withModel(Phrase phrase, Block block, Env env) {
        Bound bound = program.bound(phrase);
        Value model = evaluator.experiments().run(bound, env);
        if (!(model instanceof Value.ModelRef))
            throw new Failure("a block runs with one model, and this gives " + Kinds.of(model)
                    + "; leave out the list, or write `for row in NAME { }`");
        Env inner = env.block();
        inner.use(new Env.Use(Optional.empty(), () -> model));
        bound.spec().operands().stream()
                .filter(operand -> operand.type() instanceof Type.Model)
                .findFirst()
                .flatMap(operand -> nameOf(operand, bound, env))
                .ifPresent(name -> inner.bind(name, model));
        return execute(block.statements(), inner);
    }

    private static Optional<String> nameOf(Operand operand, Bound bound, Env env) {
        if (bound.implied().contains(operand.name())) return env.use().flatMap(Env.Use::name);
        return bound.of(operand.name())
                .filter(Expr.Ref.class::isInstance)
                .map(given -> ((Expr.Ref) given).name().text());
    }
}
