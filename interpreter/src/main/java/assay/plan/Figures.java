package assay.plan;

import assay.check.Bound;
import assay.core.Items;
import assay.core.Operators;
import assay.core.Weight;
import assay.files.DataFile;
import assay.files.Folder;
import assay.files.Load;
import assay.grammar.ast.Expr;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that are known before a script runs: literals, params, files, and what is computed of these. Of rows that are
 * picked out of a table all are taken, so that amounts are never too small.
 */
final class Figures {
    private static final int MOST_ITEMS = 100_000;
    private static final long MOST_STEPS = 20_000_000;

    private final Folder folder;
    private long steps;

    /** @param folder what the script may read */
    Figures(Folder folder) {
        this.folder = folder;
    }

    /** The value of an expression, if it is known; after so many steps nothing is, as a plan must come to an end. */
    Optional<Value> of(Expr expr, Scope scope) {
        if (++steps > MOST_STEPS) return Optional.empty();
        try {
            Optional<Value> value = value(expr, scope);
            value.ifPresent(known -> steps += Weight.of(known));
            return value;
        } catch (Failure willFail) {
            return Optional.empty(); // when it runs, and says why
        }
    }

    private Optional<Value> value(Expr expr, Scope scope) {
        return switch (expr) {
            case Expr.Number number -> Optional.of(Value.of(number.value()));
            case Expr.Bool bool -> Optional.of(Value.of(bool.value()));
            case Expr.None _ -> Optional.of(new Value.None());
            case Expr.Text text -> Optional.of(Value.of(text(text, scope)));
            case Expr.Ref ref -> Optional.ofNullable(scope.values.get(ref.name().text()));
            case Expr.Range range -> range(range, scope);
            case Expr.ListOf list -> list(list.items(), scope);
            case Expr.RecordOf rec -> rec(rec, scope);
            case Expr.Pair(Expr from, Expr to, var _) -> pair(from, to, scope);
            case Expr.Unary(Expr.UnaryOp op, Expr operand, var _) ->
                op == Expr.UnaryOp.NEGATE ? of(operand, scope).map(Operators::negate) : Optional.empty();
            case Expr.Binary binary -> binary(binary, scope);
            case Expr.Field(Expr target, var name, var _) ->
                of(target, scope).flatMap(value -> field(value, name.text()));
            case Expr.Index index -> index(index, scope);
            case Expr.Each each -> each(each, scope);
            case Expr.Where(Expr table, Expr _, var _) -> of(table, scope);
            case Expr.SortBy sort -> of(sort.table(), scope);
            case Expr.Experiment(var phrase) -> loaded(scope.program.bound(phrase), scope);
            case Expr.Call call -> loaded(scope.program.bound(call), scope);
            case Expr.About _, Expr.GroupBy _, Expr.Missing _ -> Optional.empty();
        };
    }

    /** Holes of names that are not known stay as they are. */
    private static String text(Expr.Text text, Scope scope) {
        StringBuilder out = new StringBuilder();
        for (Expr.Piece piece : text.pieces()) {
            switch (piece) {
                case Expr.Piece.Literal(String literal) -> out.append(literal);
                case Expr.Piece.Hole(var name) ->
                    out.append(Optional.ofNullable(scope.values.get(name.text()))
                            .map(Values::text)
                            .orElse("{" + name.text() + "}"));
            }
            if (Weight.tooLong(out.length())) throw new Failure("this text is too large");
        }
        return out.toString();
    }

    private Optional<Value> range(Expr.Range range, Scope scope) {
        boolean whole = of(range.from(), scope).orElse(null) instanceof Value.Num(double from)
                && of(range.to(), scope).orElse(null) instanceof Value.Num(double to)
                && Operators.isIndex(from)
                && Operators.isIndex(to)
                && from <= to;
        if (!whole) return Optional.empty();
        double from = ((Value.Num) of(range.from(), scope).orElseThrow()).value();
        double to = ((Value.Num) of(range.to(), scope).orElseThrow()).value();
        return Optional.of(new Value.Range((int) from, (int) to));
    }

    private Optional<Value> list(List<Expr> items, Scope scope) {
        List<Value> values = new ArrayList<>();
        for (Expr item : items) of(item, scope).ifPresent(values::add);
        return values.size() == items.size() ? Optional.of(new Value.Listing(values)) : Optional.empty();
    }

    /** With the fields that are known. */
    private Optional<Value> rec(Expr.RecordOf rec, Scope scope) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Expr.Entry entry : rec.entries())
            of(entry.value(), scope).ifPresent(value -> fields.put(entry.name().text(), value));
        return Optional.of(new Value.Rec(fields));
    }

    private Optional<Value> pair(Expr from, Expr to, Scope scope) {
        return Optional.of(new Value.Pair(word(from, scope), word(to, scope)));
    }

    /** In {@code green->red} the concepts are words, unless they are names of texts. */
    private String word(Expr expr, Scope scope) {
        if (of(expr, scope).orElse(null) instanceof Value.Str(String text)) return text;
        return expr instanceof Expr.Ref(var name) ? name.text() : "";
    }

    private Optional<Value> binary(Expr.Binary binary, Scope scope) {
        Optional<Value> left = of(binary.left(), scope);
        Optional<Value> right = of(binary.right(), scope);
        if (left.isEmpty() || right.isEmpty()) return Optional.empty();
        return Optional.of(Operators.apply(binary.op(), left.get(), right.get()));
    }

    private static Optional<Value> field(Value value, String name) {
        return switch (value) {
            case Value.Rec(Map<String, Value> fields) -> Optional.ofNullable(fields.get(name));
            case Table table -> table.find(name).map(column -> column);
            case Value other -> Optional.empty();
        };
    }

    private Optional<Value> index(Expr.Index index, Scope scope) {
        Optional<Value> target = of(index.target(), scope);
        Optional<Value> at = of(index.index(), scope);
        if (target.isEmpty() || at.isEmpty()) return Optional.empty();
        return switch (at.get()) {
            case Value.Str(String name) -> field(target.get(), name);
            case Value.Range(int from, int to) -> Optional.of(Items.slice(target.get(), from, to));
            case Value.Num(double number) -> {
                List<Value> items = Items.of(target.get());
                boolean inside = Operators.isIndex(number) && number >= 0 && number < items.size();
                yield inside ? Optional.of(items.get((int) number)) : Optional.empty();
            }
            case Value other -> Optional.empty();
        };
    }

    private Optional<Value> each(Expr.Each each, Scope scope) {
        Optional<Value> items = of(each.items(), scope);
        if (items.isEmpty() || Items.count(items.get()) > MOST_ITEMS) return Optional.empty();
        List<Value> values = new ArrayList<>();
        for (Value item : Items.of(items.get())) {
            Scope inner = scope.inner();
            inner.bind(each.name().text(), Optional.of(item));
            Optional<Value> value = of(each.body(), inner);
            if (value.isEmpty()) return Optional.empty();
            values.add(value.get());
        }
        return Optional.of(new Value.Listing(values));
    }

    private Optional<Value> loaded(Bound bound, Scope scope) {
        if (bound == null || !bound.spec().name().equals(Load.SPEC.name())) return Optional.empty();
        return bound.of(Load.PATH)
                .flatMap(path -> of(path, scope))
                .map(path -> new DataFile(folder.file(Values.text(path)), Values.text(path)).read());
    }
}
