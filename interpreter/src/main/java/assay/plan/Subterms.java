package assay.plan;

import assay.grammar.ast.Expr;
import java.util.ArrayList;
import java.util.List;

/** The expressions that an expression is directly made of, in the order in which they are computed. */
final class Subterms {
    private Subterms() {}

    static List<Expr> of(Expr expr) {
        return switch (expr) {
            case Expr.Number _, Expr.Text _, Expr.Bool _, Expr.None _, Expr.Missing _, Expr.Ref _, Expr.Experiment _ ->
                List.of();
            case Expr.Range(Expr from, Expr to, var _) -> List.of(from, to);
            case Expr.ListOf(List<Expr> items, var _) -> items;
            case Expr.RecordOf(List<Expr.Entry> entries, var _) ->
                entries.stream().map(Expr.Entry::value).toList();
            case Expr.Field(Expr target, var _, var _) -> List.of(target);
            case Expr.Index(Expr target, Expr index, var _) -> List.of(target, index);
            case Expr.Call(var _, List<Expr.Argument> arguments, var _) ->
                arguments.stream().map(Expr.Argument::value).toList();
            case Expr.Pair(Expr from, Expr to, var _) -> List.of(from, to);
            case Expr.Unary(var _, Expr operand, var _) -> List.of(operand);
            case Expr.Binary(var _, Expr left, Expr right, var _) -> List.of(left, right);
            case Expr.About(Expr value, Expr target, var within, var _) -> {
                List<Expr> all = new ArrayList<>(List.of(value, target));
                within.ifPresent(all::add);
                yield all;
            }
            case Expr.Each(Expr body, var _, Expr items, var _) -> List.of(items, body);
            case Expr.Where(Expr table, Expr condition, var _) -> List.of(table, condition);
            case Expr.SortBy(Expr table, var _, var _, var _) -> List.of(table);
            case Expr.GroupBy(Expr table, var _, var _) -> List.of(table);
        };
    }
}
