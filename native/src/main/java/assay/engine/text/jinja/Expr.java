package assay.engine.text.jinja;

import java.util.List;

/** An expression of a template. */
sealed interface Expr {

    record Constant(Object value) implements Expr {}

    record Name(String name) implements Expr {}

    record ListOf(List<Expr> items) implements Expr {}

    record TupleOf(List<Expr> items) implements Expr {}

    record DictOf(List<Expr> keys, List<Expr> values) implements Expr {}

    record Unary(Operator operator, Expr operand) implements Expr {}

    record Binary(Operator operator, Expr left, Expr right) implements Expr {}

    record Not(Expr operand) implements Expr {}

    record And(Expr left, Expr right) implements Expr {}

    record Or(Expr left, Expr right) implements Expr {}

    /** {@code a < b <= c}: true if every neighbouring pair is. */
    record Compare(Expr first, List<Comparison> rest) implements Expr {}

    record Comparison(Relation relation, Expr operand) {}

    record Concat(List<Expr> parts) implements Expr {}

    /** @param otherwise null gives undefined */
    record Conditional(Expr test, Expr then, Expr otherwise) implements Expr {}

    record Attribute(Expr target, String name) implements Expr {}

    record Item(Expr target, Expr index) implements Expr {}

    /** Within an Item; each part may be null. */
    record Slice(Expr from, Expr to, Expr step) implements Expr {}

    record Call(Expr target, CallArguments arguments) implements Expr {}

    /** @param target null in {@code {% filter %}} and {@code {% set x | f %}}, where it is the block's text */
    record Filter(Expr target, String name, CallArguments arguments) implements Expr {}

    record Test(Expr target, String name, CallArguments arguments) implements Expr {}

    /** @param star and {@code starStar}: null, or what {@code *} and {@code **} spread */
    record CallArguments(List<Expr> positional, List<Named> named, Expr star, Expr starStar) {
        static final CallArguments NONE = new CallArguments(List.of(), List.of(), null, null);
    }

    record Named(String name, Expr value) {}

    /** Arithmetic, as it is written. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        FLOOR_DIVIDE("//"),
        MODULO("%"),
        POWER("**");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** What a comparison asks. */
    enum Relation {
        EQUAL,
        UNEQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        IN,
        NOT_IN
    }
}
