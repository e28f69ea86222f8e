package assay.core;

import assay.grammar.ast.Expr.BinaryOp;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic, comparison and membership on values; pure. What does not fit is a {@link Failure} that says so. */
public final class Operators {
    /** How far a measured value may be from its target where the script does not say {@code within}: one percent. */
    private static final double DEFAULT_TOLERANCE = 0.01;

    private Operators() {}

    /** Applies an operator to both values; {@code and} and {@code or} do not come here, since they may skip one. */
    public static Value apply(BinaryOp op, Value left, Value right) {
        return switch (op) {
            case OR -> Value.of(truth(left, "or") || truth(right, "or"));
            case AND -> Value.of(truth(left, "and") && truth(right, "and"));
            case EQUAL -> Value.of(Values.equal(left, right));
            case UNEQUAL -> Value.of(!Values.equal(left, right));
            case LESS -> Value.of(!unordered(left, right) && compare(left, right) < 0);
            case AT_MOST -> Value.of(!unordered(left, right) && compare(left, right) <= 0);
            case MORE -> Value.of(!unordered(left, right) && compare(left, right) > 0);
            case AT_LEAST -> Value.of(!unordered(left, right) && compare(left, right) >= 0);
            case IN -> Value.of(contains(right, left));
            case PLUS -> plus(left, right);
            case MINUS -> finite(number(left, op) - number(right, op), left, right);
            case TIMES -> finite(number(left, op) * number(right, op), left, right);
            case DIVIDE -> finite(number(left, op) / divisor(right, op), left, right);
            case REMAINDER -> remainder(number(left, op), divisor(right, op));
        };
    }

    public static Value negate(Value value) {
        if (value instanceof Value.Num(double number)) return Value.of(-number);
        throw new Failure("only numbers can be negated, and this is " + Kinds.of(value));
    }

    /**
     * A value that decides something.
     *
     * @param place the word that asks, for the message
     */
    public static boolean truth(Value value, String place) {
        if (value instanceof Value.Bool(boolean bool)) return bool;
        throw new Failure("`" + place + "` needs yes or no, and this is " + Kinds.of(value));
    }

    /** Whether a measured value is within a distance of its target. */
    public static boolean about(Value value, Value target, java.util.Optional<Value> within) {
        double goal = plain(target, "~");
        double tolerance = within.map(w -> plain(w, "within")).orElse(DEFAULT_TOLERANCE * Math.abs(goal));
        if (tolerance < 0) throw new Failure("`within` must be at least 0");
        return Math.abs(plain(value, "~") - goal) <= tolerance;
    }

    /** Whether a number lies between two ends, both included. */
    public static boolean between(Value value, Value from, Value to) {
        double number = plain(value, "in");
        return number >= plain(from, "..") && number <= plain(to, "..");
    }

    /** Below 0, 0 or above 0, for two numbers or two texts; not a number sorts last. */
    public static int compare(Value left, Value right) {
        if (left instanceof Value.Num(double a) && right instanceof Value.Num(double b)) {
            return Double.compare(a + 0.0, b + 0.0);
        }
        if (left instanceof Value.Str(String a) && right instanceof Value.Str(String b)) return a.compareTo(b);
        throw new Failure(Kinds.of(left) + " does not compare with " + Kinds.of(right));
    }

    /** Whether a number is whole and fits the ends of a range. */
    public static boolean isIndex(double number) {
        return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE;
    }

    private static boolean unordered(Value left, Value right) {
        return left instanceof Value.Num(double a) && Double.isNaN(a)
                || right instanceof Value.Num(double b) && Double.isNaN(b);
    }

    private static boolean contains(Value container, Value item) {
        return switch (container) {
            case Value.Listing list -> list.items().stream().anyMatch(each -> Values.equal(each, item));
            case Value.Rec rec ->
                item instanceof Value.Str(String key) && rec.fields().containsKey(key);
            case Value.Str text
            when item instanceof Value.Str(String part) -> text.text().contains(part);
            case Value.Range range -> between(item, Value.of(range.from()), Value.of(range.to()));
            case Value other ->
                throw new Failure("`in` looks into a list, a range, a record or text, not into " + Kinds.of(other));
        };
    }

    private static Value plus(Value left, Value right) {
        if (left instanceof Value.Str || right instanceof Value.Str)
            return Value.of(Values.text(left) + Values.text(right));
        if (left instanceof Value.Listing(List<Value> a) && right instanceof Value.Listing(List<Value> b)) {
            List<Value> both = new ArrayList<>(a);
            both.addAll(b);
            return new Value.Listing(List.copyOf(both));
        }
        return finite(number(left, BinaryOp.PLUS) + number(right, BinaryOp.PLUS), left, right);
    }

    private static double number(Value value, BinaryOp op) {
        return plain(value, op.text);
    }

    private static double plain(Value value, String place) {
        if (value instanceof Value.Num(double number)) return number;
        throw new Failure("`" + place + "` needs numbers, and this is " + Kinds.of(value));
    }

    private static double divisor(Value value, BinaryOp op) {
        double number = number(value, op);
        if (number == 0) throw new Failure("division by zero");
        return number;
    }

    private static Value remainder(double a, double b) {
        double rest = a % b;
        return Value.of(rest != 0 && rest < 0 != b < 0 ? rest + b : rest);
    }

    private static Value finite(double result, Value left, Value right) {
        boolean given = left instanceof Value.Num(double a)
                && right instanceof Value.Num(double b)
                && Double.isFinite(a)
                && Double.isFinite(b);
        if (given && !Double.isFinite(result)) throw new Failure("the result is too large for a number");
        return Value.of(result);
    }
}
