package assay.lib.verb;

/** Listens to a running experiment; every call may throw {@link java.util.concurrent.CancellationException} to stop it. */
public interface Progress {

    /** {@code done} of {@code total} steps; total is 0 when it is not known. */
    void step(String what, long done, long total);

    /** A snapshot of something worth drawing, e.g. a board; drawn live on a terminal, ignored elsewhere. */
    void live(Snapshot snapshot);

    /** What can be drawn while it happens. */
    interface Snapshot {}
}
