package assay.run;

import assay.core.Weight;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts what a script does, so that none runs for ever by itself, and stops it when it is interrupted. */
final class Steps {
    private static final long MOST_STATEMENTS = 1_000_000;
    private static final long MOST_STEPS = 200_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int DEEPEST = 200;
    private static final int PER_LOOK = 1000; // steps between looks at the clock

    private final Interruption interruption;
    private final Duration longest;
    private long statements;
    private long steps;
    private long looked;
    private long since = System.nanoTime();
    private int experiments; // that are going on
    private int depth;

    Steps(Interruption interruption) {
        this(interruption, LONGEST);
    }

    /** @param longest how long a script may compute between two experiments */
    Steps(Interruption interruption, Duration longest) {
        this.interruption = interruption;
        this.longest = longest;
    }

    /** Begins to count anew: each entry of a session is a script of its own. */
    void anew() {
        statements = 0;
        depth = 0;
        restart();
    }

    private void restart() {
        steps = 0;
        looked = 0;
        since = System.nanoTime();
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
        if (steps - looked >= PER_LOOK && experiments == 0) look();
        check();
    }

    /** The count of steps stops a script at the same place everywhere; the clock is for what the count does not see. */
    private void look() {
        looked = steps;
        if (System.nanoTime() - since > longest.toNanos()) {
            throw new Failure("the script has computed for " + longest.toMinutes()
                    + " minutes without an experiment; split it, or compute on smaller values");
        }
    }

    /** Counts the whole of a value, which a single statement may compare, print or save. */
    void touch(Value value) {
        if (!(value instanceof Value.Num)) steps(Weight.touched(value));
    }

    /** Runs an experiment: it takes time of its own, and what the script does by itself is counted anew after it. */
    <T> T during(Supplier<T> experiment) {
        experiments++;
        try {
            return experiment.get();
        } finally {
            experiments--;
            restart();
        }
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
