package assay.lib.verb;

import java.util.List;

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
}
