package assay.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Control-C: what is running is told to end, and the program waits a while for it to do so in an orderly way. Closing
 * it says that everything has been written.
 */
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::comeToAnEnd, "interrupt");
    private volatile boolean requested;
    private volatile boolean ending;
    private volatile boolean idle;
    private volatile Runnable lastWords = () -> {};

    /** Listens until closed. */
    public static Interruption listening() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Asks what is running to end; from any thread. */
    public void request() {
        requested = true;
    }

    /** Whether the program itself is ending, and not only what is running. */
    public boolean ending() {
        return ending;
    }

    /** Goes on after what was running has ended: the next statement of a session is not interrupted by then. */
    public void over() {
        requested = false;
    }

    /** Says whether nothing runs, so that nothing is waited for. */
    public void idle(boolean idle) {
        this.idle = idle;
    }

    /** What is written when the end was asked for and does not come, e.g. in the middle of a long computation. */
    void lastWords(Runnable lastWords) {
        this.lastWords = lastWords;
    }

    /** Throws when the end was asked for. */
    void check() {
        if (requested || ending) throw new CancellationException("interrupted");
    }

    private void comeToAnEnd() {
        ending = true;
        try {
            boolean orderly = ended.await(idle ? 0 : PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!orderly) lastWords.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running right now, and has been told that everything is written.
        }
    }
}
