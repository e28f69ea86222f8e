package assay.lib.verb;

import assay.lib.value.Value;
import java.util.List;
import java.util.Optional;

/** What a place in a phrase accepts, and what an expression is known to be before anything runs. */
public sealed interface Type {

    /** A whole number from {@code min} to {@code max}. */
    record Whole(long min, long max) implements Type {}

    /** A number from {@code min} to {@code max}. */
    record Real(double min, double max) implements Type {}

    record Text() implements Type {}

    record Flag() implements Type {}

    record None() implements Type {}

    record Range() implements Type {}

    record Pair() implements Type {}

    /** One of a few words, written without quotes: {@code mode batch}. */
    record Choice(List<String> words) implements Type {}

    record ListOf(Type item) implements Type {}

    record Rec() implements Type {}

    record Model() implements Type {}

    record Table() implements Type {}

    record Tensor() implements Type {}

    record Procedure() implements Type {}

    /** The result of one of these verbs; of any verb if empty. */
    record ResultOf(List<String> verbs) implements Type {}

    record OneOf(List<Type> types) implements Type {}

    /** Anything; of an expression: not known before it runs. */
    record Any() implements Type {}

    /** Any whole number. */
    static Type whole() {
        return new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static Type atLeast(long min) {
        return new Whole(min, Long.MAX_VALUE);
    }

    /** Any finite number. */
    static Type number() {
        return new Real(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Type choice(String... words) {
        return new Choice(List.of(words));
    }

    static Type list(Type item) {
        return new ListOf(item);
    }

    static Type oneOf(Type... types) {
        return new OneOf(List.of(types));
    }

    static Type result(String... verbs) {
        return new ResultOf(List.of(verbs));
    }

    /** What is accepted, for people: {@code a whole number of at least 1}, {@code one of sequential, batch, single}. */
    default String expected() {
        return Wording.of(this);
    }

    /**
     * The value as a place of this type takes it, or nothing if it does not: a range is also a list of whole numbers, a
     * list of records also a table, everything else stays as it is.
     */
    default Optional<Value> accepts(Value value) {
        return Acceptance.of(this, value);
    }

    /** Whether a table can stand here, and so the name of its file. */
    default boolean takesTable() {
        return this instanceof Table
                || this instanceof OneOf(List<Type> types) && types.stream().anyMatch(Type::takesTable);
    }

    /** Whether an expression known to be of {@code other} can be accepted here; only what surely fails is refused. */
    default boolean mayBe(Type other) {
        return Overlap.of(this, other);
    }
}
