package assay.check;

import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.lib.value.Value;
import assay.lib.verb.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what is read out of a value: fields, items and columns. */
final class Access {
    private static final Type ANY = new Type.Any();

    private final Vocabulary vocabulary;
    private final Diagnostics problems;
    private final Expressions expressions;

    Access(Vocabulary vocabulary, Diagnostics problems, Expressions expressions) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.expressions = expressions;
    }

    Known field(Expr.Field field, Names names) {
        Known target = expressions.check(field.target(), names);
        Name name = field.name();
        List<String> fields = target.names().isEmpty() ? vocabulary.verbs().fields(target.type()) : target.names();
        Optional<Type> type = vocabulary.verbs().field(target.type(), name.text());
        if (!target.names().isEmpty() && !target.names().contains(name.text())) type = Optional.empty();
        if (type.isEmpty()) {
            missing(target, name, fields);
            return Known.NOTHING;
        }
        if (target.constant().orElse(null) instanceof Value.Rec(Map<String, Value> constant)) {
            return Known.of(constant.get(name.text()));
        }
        return target.type() instanceof Type.Table ? Known.of(Type.list(ANY)) : Known.of(type.get());
    }

    private void missing(Known target, Name name, List<String> fields) {
        if (fields.isEmpty()) {
            problems.error(
                    name.span(),
                    target.words() + " has no fields",
                    "only results, records and tables are read with a point");
            return;
        }
        String what = target.type() instanceof Type.Table ? "column" : "field";
        String owner = target.type() instanceof Type.ResultOf(List<String> verbs)
                ? "the result of `" + String.join("` or `", verbs) + "`"
                : target.type() instanceof Type.Table ? "the table" : "the record";
        problems.error(
                name.span(),
                owner + " has no " + what + " `" + name.text() + "`",
                vocabulary.didYouMean(name.text(), fields),
                "it has: " + String.join(", ", fields));
    }

    Known index(Expr.Index index, Names names) {
        Known target = expressions.check(index.target(), names);
        Known at = expressions.check(index.index(), names);
        if (at.type() instanceof Type.Range && hasRows(target.type())) return Known.of(target.type(), target.names());
        return switch (target.type()) {
            case Type.Rec rec -> {
                expressions.require(new Type.Text(), at, index.index().span(), "the name of a field");
                yield Known.NOTHING;
            }
            case Type.ListOf(Type item) -> item(index, at, Known.of(item, target.names()));
            case Type.Table table -> item(index, at, Known.of(new Type.Rec(), target.names()));
            case Type.Text text -> item(index, at, Known.of(text));
            case Type.Range range -> item(index, at, Known.of(Type.whole()));
            case Type.Any any -> Known.NOTHING;
            case Type.OneOf any -> Known.NOTHING;
            case Type other -> {
                problems.error(
                        index.index().span(),
                        other.expected() + " has no items",
                        "only lists, tables, records, ranges and text are read with brackets");
                yield Known.NOTHING;
            }
        };
    }

    /** Whether a range of its items is another of the same kind. */
    private static boolean hasRows(Type type) {
        return type instanceof Type.ListOf || type instanceof Type.Table || type instanceof Type.Text;
    }

    private Known item(Expr.Index index, Known at, Known item) {
        expressions.require(Type.atLeast(0), at, index.index().span(), "an index");
        return item;
    }

    /** A table that is sorted or grouped by a column. */
    Known column(Expr table, Name column, String place, Names names) {
        Type expected = Type.oneOf(new Type.Table(), Type.list(ANY));
        Known known = expressions.check(table, names, expected, "what stands before " + place);
        if (!known.names().isEmpty() && !known.names().contains(column.text())) {
            missing(Known.of(new Type.Table(), known.names()), column, known.names());
        }
        return Known.of(new Type.Table(), known.names());
    }
}
