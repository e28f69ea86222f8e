package assay.engine.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Attempts at something that may fail for a while: counts those without progress, and pauses before the next. */
final class Retry {
    private final Patience patience;
    private final Consumer<String> note;
    private int failures;

    /** @param note told of pauses that a server asks for */
    Retry(Patience patience, Consumer<String> note) {
        this.patience = patience;
        this.note = note;
    }

    /** There was progress: what failed before does not count. */
    void progress() {
        failures = 0;
    }

    /** Pauses after a server's answer; {@code last} is thrown when it is time to give up. */
    void after(Answer answer, HubException last) throws InterruptedException {
        Optional<Duration> asked = answer.retryAfter();
        if (asked.filter(wait -> wait.compareTo(patience.longest()) > 0).isPresent()) throw last;
        if (++failures >= patience.attempts()) throw last;
        Duration pause = asked.orElse(patience.before(failures));
        if (answer.status() == 429)
            note.accept("the hub is asked too often; trying again in " + Math.ceilDiv(pause.toMillis(), 1000) + " s");
        Thread.sleep(pause);
    }

    /** Pauses after a connection that broke. */
    void after(IOException broken, HubException last) throws InterruptedException {
        if (++failures >= patience.attempts()) throw last;
        Thread.sleep(patience.before(failures));
    }
}
