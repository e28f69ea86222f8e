package assay.engine.hub;

import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param connect for a connection
 * @param answer for the first bytes of an answer, and for the whole of a short one
 * @param stall a download that gains next to nothing for so long has stalled
 * @param pause before the first new attempt; it doubles with each
 * @param longest no pause is longer, not even one that the server asks for
 * @param attempts without progress, until it is told
 * @param silent a lock is waited for so long without a word
 */
public record Patience(
        Duration connect,
        Duration answer,
        Duration stall,
        Duration pause,
        Duration longest,
        int attempts,
        Duration silent) {

    /** For people with an ordinary connection. */
    public static final Patience USUAL = new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            5,
            Duration.ofSeconds(1));

    /** The pause before an attempt, counted from 1. */
    Duration before(int attempt) {
        Duration pause = pause().multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
