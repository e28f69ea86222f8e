package assay.engine.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hub client of a test: impatient, and it notes down what it hears. */
final class Trial implements PullListener {
    static final HubId ID = HubId.parse(HubServer.ID);
    static final Patience SHORT = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            Duration.ofMillis(1),
            Duration.ofSeconds(2),
            3,
            Duration.ofMillis(50));

    final Hub hub;
    final List<String> notes = new CopyOnWriteArrayList<>();
    volatile long done;
    volatile long total;

    Trial(HubServer server, Path cache) {
        this(new HubSettings(cache, server.address(), Optional.empty(), false));
    }

    Trial(HubSettings settings) {
        this.hub = new Hub(settings, SHORT);
    }

    Snapshot get() {
        return hub.get(ID, Revision.MAIN, this);
    }

    Snapshot pull() {
        return hub.pull(ID, Revision.MAIN, this);
    }

    @Override
    public void progress(HubId id, long done, long total) {
        this.done = done;
        this.total = total;
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }
}
