package assay.check;

import assay.grammar.ast.Atom;
import assay.grammar.ast.Expr;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Walks expressions. */
public final class Parts {
    private Parts() {}

    /** Whether a condition holds for an expression or any part of it. */
    static boolean any(Expr expr, Predicate<Expr> condition) {
        return condition.test(expr) || children(expr).anyMatch(child -> any(child, condition));
    }

    /** The expressions right below one; those of a phrase are its operands and the values of its settings. */
    public static Stream<Expr> children(Expr expr) {
        return switch (expr) {
            case Expr.Number leaf -> Stream.empty();
            case Expr.Text leaf -> Stream.empty();
            case Expr.Bool leaf -> Stream.empty();
            case Expr.None leaf -> Stream.empty();
            case Expr.Missing leaf -> Stream.empty();
            case Expr.Ref leaf -> Stream.empty();
            case Expr.Range range -> Stream.of(range.from(), range.to());
            case Expr.ListOf list -> list.items().stream();
            case Expr.RecordOf rec -> rec.entries().stream().map(Expr.Entry::value);
            case Expr.Field field -> Stream.of(field.target());
            case Expr.Index index -> Stream.of(index.target(), index.index());
            case Expr.Call call -> call.arguments().stream().map(Expr.Argument::value);
            case Expr.Pair pair -> Stream.of(pair.from(), pair.to());
            case Expr.Unary unary -> Stream.of(unary.operand());
            case Expr.Binary binary -> Stream.of(binary.left(), binary.right());
            case Expr.About about -> Stream.concat(Stream.of(about.value(), about.target()), about.within().stream());
            case Expr.Each each -> Stream.of(each.body(), each.items());
            case Expr.Where where -> Stream.of(where.table(), where.condition());
            case Expr.SortBy sort -> Stream.of(sort.table());
            case Expr.GroupBy group -> Stream.of(group.table());
            case Expr.Experiment experiment -> values(experiment.phrase().atoms());
        };
    }

    private static Stream<Expr> values(List<Atom> atoms) {
        return atoms.stream().mapMulti((atom, sink) -> {
            if (atom instanceof Atom.Value(Expr value)) sink.accept(value);
        });
    }
}
