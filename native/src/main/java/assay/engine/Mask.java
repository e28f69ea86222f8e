package assay.engine;

/** Which keys a query may read in attention; queries are the last positions of the keys. */
public sealed interface Mask {
    /** Every key. */
    record None() implements Mask {}

    /** Keys up to and including the query's own position. */
    record Causal() implements Mask {}

    /** As causal, but at most the last {@code size} positions, the query's own included. */
    record Window(int size) implements Mask {}
}
