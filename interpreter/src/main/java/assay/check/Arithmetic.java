package assay.check;

import assay.core.Operators;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Type;
import java.util.List;
import java.util.Optional;

/** What is known of numbers, texts and truths that are computed with. */
record Arithmetic(Diagnostics problems, Expressions expressions) {
    private static final Type ANY = new Type.Any();
    private static final Type TEXT = new Type.Text();
    private static final Type FLAG = new Type.Flag();
    private static final Type NUMBER = Type.number();

    Known unary(Expr.Unary unary, Names names) {
        return switch (unary.op()) {
            case NOT -> {
                expressions.check(unary.operand(), names, FLAG, "what stands after `not`");
                yield Known.of(FLAG);
            }
            case NEGATE -> {
                Known known = expressions.check(unary.operand(), names, NUMBER, "what is negated");
                yield known.constant()
                        .filter(Value.Num.class::isInstance)
                        .map(value -> new Known(negated(known.type()), List.of(), Optional.of(Operators.negate(value))))
                        .orElse(Known.of(NUMBER));
            }
        };
    }

    private static Type negated(Type type) {
        return switch (type) {
            case Type.Whole(long min, long max) -> new Type.Whole(-max, -min);
            case Type.Real(double min, double max) -> new Type.Real(-max, -min);
            default -> NUMBER;
        };
    }

    Known binary(Expr.Binary binary, Names names) {
        Known left = expressions.check(binary.left(), names);
        if (binary.op() == Expr.BinaryOp.IN && binary.right() instanceof Expr.Range(Expr from, Expr to, Span span)) {
            expressions.check(from, names, NUMBER, "the start of a range");
            expressions.check(to, names, NUMBER, "the end of a range");
            expressions.require(NUMBER, left, binary.left().span(), "what is looked for in a range");
            return Known.of(FLAG);
        }
        Known right = expressions.check(binary.right(), names);
        boolean equality = binary.op() == Expr.BinaryOp.EQUAL || binary.op() == Expr.BinaryOp.UNEQUAL;
        if (equality && !Likeness.of(left.type(), right.type())) {
            problems.error(
                    binary.span(),
                    "`" + binary.op().text + "` compares things of different kinds, which are never equal",
                    "the left is " + left.words() + ", the right is " + right.words());
            return Known.of(FLAG);
        }
        if (left.constant().isPresent() && right.constant().isPresent()) {
            return fold(binary, left.constant().get(), right.constant().get());
        }
        return switch (binary.op()) {
            case OR, AND -> both(binary, left, right, FLAG, FLAG);
            case EQUAL, UNEQUAL, IN -> Known.of(FLAG);
            case LESS, AT_MOST, MORE, AT_LEAST -> both(binary, left, right, Type.oneOf(NUMBER, TEXT), FLAG);
            case PLUS -> plus(binary, left, right);
            case MINUS, TIMES, DIVIDE, REMAINDER -> both(binary, left, right, NUMBER, NUMBER);
        };
    }

    private Known plus(Expr.Binary binary, Known left, Known right) {
        if (left.type() instanceof Type.Text || right.type() instanceof Type.Text) return Known.of(TEXT);
        Type sum = Expressions.numeric(left.type()) && Expressions.numeric(right.type()) ? NUMBER : ANY;
        return both(binary, left, right, Type.oneOf(NUMBER, TEXT, Type.list(ANY)), sum);
    }

    private Known both(Expr.Binary binary, Known left, Known right, Type operand, Type result) {
        String place = "each side of `" + binary.op().text + "`";
        expressions.require(operand, left, binary.left().span(), place);
        expressions.require(operand, right, binary.right().span(), place);
        return Known.of(result);
    }

    private Known fold(Expr.Binary binary, Value left, Value right) {
        try {
            return Known.of(Operators.apply(binary.op(), left, right));
        } catch (Failure failure) {
            problems.error(binary.span(), failure.getMessage(), "");
            return Known.NOTHING;
        }
    }

    Known about(Expr.About about, Names names) {
        expressions.check(about.value(), names, NUMBER, "the left of `~`");
        expressions.check(about.target(), names, NUMBER, "the right of `~`");
        about.within()
                .ifPresent(within -> expressions.check(
                        within, names, new Type.Real(0, Double.POSITIVE_INFINITY), "what stands after `within`"));
        return Known.of(FLAG);
    }
}
