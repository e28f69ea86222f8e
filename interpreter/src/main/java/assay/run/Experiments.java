package assay.run;

import assay.check.Bound;
import assay.check.Program;
import assay.core.Kinds;
import assay.files.DataFile;
import assay.files.Load;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Runs verb phrases: computes what was written, fills in the rest from the verb's table, and calls the verb. */
final class Experiments {
    private static final long BYTES_PER_STEP = 16;

    private final Program program;
    private final Run run;
    private final Evaluator evaluator;

    Experiments(Program program, Run run, Evaluator evaluator) {
        this.program = program;
        this.run = run;
        this.evaluator = evaluator;
    }

    /** The result of a phrase. */
    Value run(Bound bound, Env env) {
        Call call = new Call(arguments(bound, env), bound.given().keySet());
        Source source = program.script().source();
        try {
            Asked asked = Asked.of(bound.spec().name(), call, run);
            Kept.Experiment experiment = run.kept().next(asked);
            Verb verb = run.verb(bound.spec().name());
            Supplier<Value> result =
                    () -> experiment.whole(bound.spec().result(), () -> verb.run(call, run.lab(experiment)));
            boolean loads = bound.spec() == Load.SPEC;
            Value value =
                    loads ? result.get() : run.steps().during(() -> run.effort().on(result));
            if (loads) counted(call.text(Load.PATH));
            run.models().made(value, asked);
            return value;
        } catch (Failure failure) {
            throw Trouble.script(source, bound.span(), failure);
        } catch (CancellationException | Trouble passed) {
            throw passed;
        } catch (OutOfMemoryError memory) {
            throw Trouble.memory(source, bound.span(), memory, models(call));
        } catch (RuntimeException outside) {
            throw Trouble.outside(source, bound.span(), outside, models(call));
        } finally {
            run.talk().clear();
        }
    }

    /** The values of everything in a verb's or statement's table: as written, or its default. */
    Map<String, Value> arguments(Bound bound, Env env) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        for (Operand operand : bound.spec().operands()) {
            Optional<Expr> given = bound.of(operand.name());
            if (given.isPresent()) {
                String word = operand.connective().isEmpty() ? operand.name() : operand.connective();
                arguments.put(operand.name(), value(given.get(), operand.type(), word, env));
            } else if (bound.implied().contains(operand.name())) {
                arguments.put(operand.name(), inUse(bound.span(), env));
            } else {
                arguments.put(operand.name(), new Value.None());
            }
        }
        for (Setting setting : bound.spec().settings()) {
            arguments.put(
                    setting.name(),
                    bound.of(setting.name())
                            .map(given -> value(given, setting.type(), setting.name(), env))
                            .orElse(setting.fallback()));
        }
        return arguments;
    }

    private Value inUse(Span span, Env env) {
        return env.use()
                .map(use -> use.model().get())
                .orElseThrow(() -> Trouble.script(
                        program.script().source(), span, new Failure("no model is in use; write `use NAME` before")));
    }

    private Value value(Expr given, Type type, String word, Env env) {
        return accepted(evaluator.value(given, env), type, word, given.span());
    }

    private Value accepted(Value value, Type type, String word, Span span) {
        try {
            boolean path = type.takesTable()
                    && value instanceof Value.Str
                    && type.accepts(value).isEmpty();
            Value read = path ? read(((Value.Str) value).text()) : value;
            return type.accepts(read)
                    .orElseThrow(() ->
                            new Failure("`" + word + "` must be " + type.expected() + "; this is " + Kinds.of(read)));
        } catch (Failure failure) {
            throw Trouble.script(program.script().source(), span, failure);
        }
    }

    /** A table can be named by its file. */
    private Value read(String path) {
        counted(path);
        return new DataFile(run.folder().file(path), path).read();
    }

    /** Reading a file is no experiment: it counts as work of the script's own. */
    private void counted(String path) {
        run.steps().steps(new DataFile(run.folder().file(path), path).size() / BYTES_PER_STEP);
    }

    private static List<String> models(Call call) {
        List<String> models = new ArrayList<>();
        call.arguments().values().forEach(value -> {
            if (value instanceof Value.ModelRef ref) {
                models.add("model " + ref.model().name() + ": " + ref.model().directory());
            }
        });
        return models;
    }
}
