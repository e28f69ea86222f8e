package assay.check;

import assay.core.Operators;
import assay.grammar.ast.Expr;
import assay.lib.value.Value;
import java.util.List;
import java.util.Optional;

/** The value of a literal. */
final class Constants {
    private Constants() {}

    /** A number, text, yes, no, a range or a list of these; nothing for anything that has to be computed. */
    static Optional<Value> of(Expr expr) {
        return switch (expr) {
            case Expr.Number number -> Optional.of(Value.of(number.value()));
            case Expr.Bool bool -> Optional.of(Value.of(bool.value()));
            case Expr.Text text
            when text.pieces().stream().allMatch(Expr.Piece.Literal.class::isInstance) ->
                Optional.of(Value.of(String.join(
                        "",
                        text.pieces().stream()
                                .map(piece -> ((Expr.Piece.Literal) piece).text())
                                .toList())));
            case Expr.Unary(Expr.UnaryOp op, Expr.Number number, var span)
            when op == Expr.UnaryOp.NEGATE -> Optional.of(Value.of(-number.value()));
            case Expr.Range(Expr from, Expr to, var span) -> range(of(from), of(to));
            case Expr.ListOf list -> {
                List<Value> items =
                        list.items().stream().flatMap(item -> of(item).stream()).toList();
                yield items.size() == list.items().size() ? Optional.of(new Value.Listing(items)) : Optional.empty();
            }
            case Expr other -> Optional.empty();
        };
    }

    private static Optional<Value> range(Optional<Value> from, Optional<Value> to) {
        boolean whole = from.orElse(null) instanceof Value.Num(double a)
                && to.orElse(null) instanceof Value.Num(double b)
                && Operators.isIndex(a)
                && Operators.isIndex(b)
                && a <= b;
        if (!whole) return Optional.empty();
        return Optional.of(
                new Value.Range((int) ((Value.Num) from.get()).value(), (int) ((Value.Num) to.get()).value()));
    }
}
