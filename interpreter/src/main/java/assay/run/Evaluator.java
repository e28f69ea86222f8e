package assay.run;

import assay.check.Program;
import assay.core.Holes;
import assay.core.Items;
import assay.core.Kinds;
import assay.core.Operators;
import assay.core.Weight;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Builtin;
import assay.lib.verb.Failure;
import assay.lib.verb.Functions;
import assay.lib.verb.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes the values of a program's expressions. */
final class Evaluator {
    private static final long LONGEST_LOOP = 1_000_000;

    private final Program program;
    private final Steps steps;
    private final Experiments experiments;

    Evaluator(Program program, Run run) {
        this.program = program;
        this.steps = run.steps();
        this.experiments = new Experiments(program, run, this);
    }

    Experiments experiments() {
        return experiments;
    }

    /** The value of an expression; what cannot be is a {@link Trouble} at the innermost expression that fails. */
    Value value(Expr expr, Env env) {
        try {
            steps.steps(1);
            return compute(expr, env);
        } catch (Failure failure) {
            throw Trouble.script(program.script().source(), expr.span(), failure);
        }
    }

    /** The value of an expression of which a statement uses everything. */
    Value whole(Expr expr, Env env) {
        Value value = value(expr, env);
        steps.touch(value);
        return value;
    }

    private Value compute(Expr expr, Env env) {
        return switch (expr) {
            case Expr.Number number -> Value.of(number.value());
            case Expr.Text text -> text(text, env);
            case Expr.Bool bool -> Value.of(bool.value());
            case Expr.None _ -> new Value.None();
            case Expr.Missing _ -> throw new Failure("this could not be read");
            case Expr.Range range -> range(value(range.from(), env), value(range.to(), env));
            // Brackets around a loop over values make its list, as in other languages, not a list in a list.
            case Expr.ListOf(List<Expr> items, var _)
            when items.size() == 1 && items.getFirst() instanceof Expr.Each each -> each(each, env);
            case Expr.ListOf list ->
                weighed(new Value.Listing(
                        list.items().stream().map(item -> value(item, env)).toList()));
            case Expr.RecordOf rec -> rec(rec, env);
            case Expr.Ref ref ->
                program.bound(ref) != null
                        ? experiments.run(program.bound(ref), env)
                        : env.get(ref.name().text());
            case Expr.Field field ->
                field(value(field.target(), env), field.name().text());
            case Expr.Index index -> {
                Value target = value(index.target(), env);
                if (target instanceof Value.Str || index.index() instanceof Expr.Range) steps.touch(target);
                yield index(target, value(index.index(), env));
            }
            case Expr.Call call -> call(call, env);
            case Expr.Pair pair -> new Value.Pair(concept(pair.from(), env), concept(pair.to(), env));
            case Expr.Unary unary -> unary(unary, env);
            case Expr.Binary binary -> binary(binary, env);
            case Expr.About about ->
                Value.of(Operators.about(
                        value(about.value(), env),
                        value(about.target(), env),
                        about.within().map(within -> value(within, env))));
            case Expr.Each each -> each(each, env);
            case Expr.Where where -> where(where, env);
            case Expr.SortBy sort ->
                table(whole(sort.table(), env)).sortBy(sort.column().text(), sort.descending());
            case Expr.GroupBy group ->
                table(whole(group.table(), env)).groupBy(group.column().text());
            case Expr.Experiment experiment -> experiments.run(program.bound(experiment.phrase()), env);
        };
    }

    /** The items that a loop goes over. */
    List<Value> items(Expr expr, Env env) {
        Value value = value(expr, env);
        try {
            if (Items.count(value) > LONGEST_LOOP) {
                throw new Failure("a loop goes over at most " + LONGEST_LOOP + " items");
            }
            steps.steps(Items.count(value)); // a round may hold no statement
            steps.touch(value); // and takes a row apart
            return Items.of(value);
        } catch (Failure failure) {
            throw Trouble.script(program.script().source(), expr.span(), failure);
        }
    }

    /** A condition's value; {@code place} is the word that asks for it. */
    boolean truth(Expr expr, Env env, String place) {
        try {
            return Operators.truth(value(expr, env), place);
        } catch (Failure failure) {
            throw Trouble.script(program.script().source(), expr.span(), failure);
        }
    }

    private Value weighed(Value value) {
        steps.steps(Weight.of(value));
        return value;
    }

    private Value text(Expr.Text text, Env env) {
        StringBuilder out = new StringBuilder();
        for (Expr.Piece piece : text.pieces()) {
            switch (piece) {
                case Expr.Piece.Literal(String literal) -> out.append(literal);
                case Expr.Piece.Hole(Name name) -> out.append(hole(name.text(), env));
            }
            if (Weight.tooLong(out.length())) throw new Failure("this text is too large; fill fewer or smaller holes");
        }
        return weighed(Value.of(out.toString()));
    }

    private static String hole(String name, Env env) {
        return Holes.left(name) && !env.has(name) ? Holes.written(name) : Values.text(env.get(name));
    }

    private static Value range(Value from, Value to) {
        boolean whole = from instanceof Value.Num(double a)
                && to instanceof Value.Num(double b)
                && Operators.isIndex(a)
                && Operators.isIndex(b);
        if (!whole) throw new Failure("a range goes from a whole number to a whole number");
        int first = (int) ((Value.Num) from).value();
        int last = (int) ((Value.Num) to).value();
        if (first > last) throw new Failure("a range goes up, and this one goes from " + first + " to " + last);
        return new Value.Range(first, last);
    }

    private Value rec(Expr.RecordOf rec, Env env) {
        Map<String, Value> fields = new LinkedHashMap<>();
        rec.entries().forEach(entry -> fields.put(entry.name().text(), value(entry.value(), env)));
        return weighed(new Value.Rec(Collections.unmodifiableMap(fields)));
    }

    private static Value field(Value target, String name) {
        return switch (target) {
            case Result result ->
                result.field(name)
                        .orElseThrow(() -> missing(
                                "field", name, List.copyOf(result.fields().keySet())));
            case Value.Rec(Map<String, Value> fields) ->
                Optional.ofNullable(fields.get(name))
                        .orElseThrow(() -> missing("field", name, List.copyOf(fields.keySet())));
            case Table table -> table.find(name).orElseThrow(() -> missing("column", name, table.columns()));
            case Value other -> throw new Failure(Kinds.of(other) + " has no field `" + name + "`");
        };
    }

    private static Failure missing(String what, String name, List<String> names) {
        return new Failure("there is no " + what + " `" + name + "`; there are " + String.join(", ", names));
    }

    private static Value index(Value target, Value at) {
        if (target instanceof Value.Rec && at instanceof Value.Str(String name)) return field(target, name);
        if (at instanceof Value.Range(int from, int to)) {
            if (from < 0) throw new Failure("items are counted from 0");
            return Items.slice(target, from, to);
        }
        if (!(at instanceof Value.Num(double number)) || !Operators.isIndex(number)) {
            throw new Failure("an index is a whole number, and this is " + Kinds.of(at));
        }
        int i = (int) number;
        return switch (target) {
            case Value.Listing(List<Value> items) -> items.get(inside(i, items.size()));
            case Table table -> table.row(inside(i, table.size()));
            case Value.Range(int from, int to) -> Value.of((double) from + inside(i, (long) to - from + 1));
            case Value.Str(String text) -> {
                int start = text.offsetByCodePoints(0, inside(i, text.codePointCount(0, text.length())));
                yield Value.of(Character.toString(text.codePointAt(start)));
            }
            case Value other -> throw new Failure(Kinds.of(other) + " has no items");
        };
    }

    private static int inside(int i, long count) {
        if (i >= 0 && i < count) return i;
        throw new Failure("there is no item " + i + "; there " + (count == 1 ? "is 1 item" : "are " + count + " items")
                + ", counted from 0");
    }

    private Value call(Expr.Call call, Env env) {
        String name = call.function().text();
        if (env.has(name)) {
            if (!(env.get(name) instanceof Procedure procedure)) {
                throw new Failure("`" + name + "` is not a procedure");
            }
            return procedure instanceof ScriptProcedure own
                    ? own.call(call, this, env)
                    : procedure.apply(call.arguments().stream()
                            .map(a -> value(a.value(), env))
                            .toList());
        }
        if (program.bound(call) != null) return experiments.run(program.bound(call), env);
        return weighed(function(
                Functions.find(name).orElseThrow(() -> new Failure("there is no function `" + name + "`")), call, env));
    }

    private Value function(Builtin function, Expr.Call call, Env env) {
        List<String> names =
                function.parameters().stream().map(Builtin.Parameter::name).toList();
        List<Value> arguments = new ArrayList<>();
        for (Optional<Expr> argument : ScriptProcedure.place(call, names)) {
            if (argument.isEmpty()) break;
            Type type = function.parameters().get(arguments.size()).type();
            Value value = whole(argument.get(), env);
            arguments.add(type.accepts(value)
                    .orElseThrow(() -> new Failure("`" + names.get(arguments.size()) + "` of `" + function.name()
                            + "` must be " + type.expected() + "; this is " + Kinds.of(value))));
        }
        return function.apply(arguments);
    }

    private String concept(Expr end, Env env) {
        if (end instanceof Expr.Ref(Name name) && !env.has(name.text())) return name.text();
        if (value(end, env) instanceof Value.Str(String text)) return text;
        throw new Failure("each end of a pair is text");
    }

    private Value unary(Expr.Unary unary, Env env) {
        return switch (unary.op()) {
            case NEGATE -> Operators.negate(value(unary.operand(), env));
            case NOT -> Value.of(!truth(unary.operand(), env, "not"));
        };
    }

    private Value binary(Expr.Binary binary, Env env) {
        Expr.BinaryOp op = binary.op();
        if (op == Expr.BinaryOp.AND)
            return Value.of(truth(binary.left(), env, "and") && truth(binary.right(), env, "and"));
        if (op == Expr.BinaryOp.OR)
            return Value.of(truth(binary.left(), env, "or") || truth(binary.right(), env, "or"));
        Value left = whole(binary.left(), env);
        if (op == Expr.BinaryOp.IN && binary.right() instanceof Expr.Range(Expr from, Expr to, var _)) {
            return Value.of(Operators.between(left, value(from, env), value(to, env)));
        }
        Value result = Operators.apply(op, left, whole(binary.right(), env));
        return op == Expr.BinaryOp.PLUS && !(result instanceof Value.Num) ? weighed(result) : result;
    }

    private Value each(Expr.Each each, Env env) {
        List<Value> items = new ArrayList<>();
        for (Value item : items(each.items(), env)) {
            Env inner = item instanceof Value.Rec(Map<String, Value> fields) ? row(fields, env) : env.block();
            inner.bind(each.name().text(), item);
            items.add(value(each.body(), inner));
        }
        return weighed(new Value.Listing(List.copyOf(items)));
    }

    private static Env row(Map<String, Value> fields, Env env) {
        Env row = env.block();
        fields.forEach(row::bind);
        return row;
    }

    private Value where(Expr.Where where, Env env) {
        return table(whole(where.table(), env)).where(row -> truth(where.condition(), row(row.fields(), env), "where"));
    }

    private static Table table(Value value) {
        return (Table) new Type.Table()
                .accepts(value)
                .orElseThrow(() -> new Failure("a table is needed here, and this is " + Kinds.of(value)));
    }
}
