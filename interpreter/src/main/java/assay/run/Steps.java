package assay.run;

import assay.core.Weight;
import assay.lib.value.Value;
import assay.lib.verb.Failure;

/** Counts what a script does, so that none runs for ever by itself, and stops it when it is interrupted. */
final class Steps {
    private static final long MOST_STATEMENTS = 1_000_000;
    private static final long MOST_STEPS = 200_000_000;
    private static final int DEEPEST = 200;

    private final Interruption interruption;
    private long statements;
    private long steps;
    private int depth;

    Steps(Interruption interruption) {
        this.interruption = interruption;
    }

    /** Begins to count anew: each entry of a session is a script of its own. */
    void anew() {
        statements = 0;
        steps = 0;
        depth = 0;
    }

    void statement() {
        if (++statements > MOST_STATEMENTS) {
            throw new Failure("the script has run " + MOST_STATEMENTS + " statements; a loop in it may never end");
        }
        steps(1);
    }

    /** Counts work on values, roughly one for each that is touched. */
    void steps(long count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new Failure(
                    "the script has computed for too long without an experiment; a procedure in it may never end");
        }
        check();
    }

    /** Counts the whole of a value, which a single statement may compare, print or save. */
    void touch(Value value) {
        if (!(value instanceof Value.Num)) steps(Weight.touched(value));
    }

    /** An experiment has ended: it takes time of its own, and what the script does by itself is counted anew. */
    void experiment() {
        steps = 0;
    }

    /** Throws when the run is interrupted. */
    void check() {
        interruption.check();
    }

    void enter(String procedure) {
        if (++depth > DEEPEST) {
            throw new Failure("`" + procedure + "` has called itself " + DEEPEST + " times deep; it may never end");
        }
    }

    void leave() {
        depth--;
    }
}
