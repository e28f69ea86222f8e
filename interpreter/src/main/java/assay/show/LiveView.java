package assay.show;

import assay.lib.play.BoardSnapshot;
import assay.lib.verb.Progress;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Shows how far a running experiment is: on a terminal a picture that is redrawn in place, elsewhere a line now and then.
 * Whatever it drew is gone after {@link #clear} and {@link #close}.
 */
public final class LiveView implements Progress, AutoCloseable {
    private static final long FRAME = 66_000_000L;
    private static final long LINE = 5_000_000_000L;

    private final Screen screen;
    private final boolean quiet;
    private final LongSupplier clock;
    private final LiveArea area;
    private final Trace trace = new Trace();
    private Work work;
    private BoardSnapshot board;
    private long due;
    private boolean closed;
    private Thread restorer;

    public LiveView(Screen screen, boolean quiet) {
        this(screen, quiet, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    LiveView(Screen screen, boolean quiet, LongSupplier clock) {
        this.screen = screen;
        this.quiet = quiet;
        this.clock = clock;
        this.area = new LiveArea(screen.out());
        this.due = clock.getAsLong() + (screen.terminal() ? 0 : LINE);
    }

    @Override
    public void step(String what, long done, long total) {
        work(what, done, total, false);
    }

    /** Bytes of a transfer. */
    public void transfer(String what, long done, long total) {
        work(what, done, total, true);
    }

    private synchronized void work(String what, long done, long total, boolean bytes) {
        boolean goesOn = work != null && work.what().equals(what) && done >= work.done();
        long now = clock.getAsLong();
        work = goesOn ? work.at(done, total) : Work.begun(what, done, total, bytes, now);
        if (board != null && !board.game().equals(what)) forgetBoard();
        update(now);
    }

    @Override
    public synchronized void live(Snapshot snapshot) {
        if (!(snapshot instanceof BoardSnapshot next)) return;
        boolean other =
                board != null && (!next.players().equals(board.players()) || next.replicate() != board.replicate());
        if (other) forgetBoard();
        board = next;
        trace.add(next);
        update(clock.getAsLong());
    }

    private void forgetBoard() {
        board = null;
        trace.clear();
    }

    private void update(long now) {
        if (quiet || closed || now - due < 0) return;
        if (screen.terminal()) {
            Screen.Size size = screen.size().get();
            restoreAtExit();
            area.draw(frame(size, now), size, screen.color());
            due = now + FRAME;
        } else {
            screen.out().println(line());
            screen.out().flush();
            due = now + LINE;
        }
    }

    private List<Line> frame(Screen.Size size, long now) {
        int width = size.width() - 1; // a character in the last column makes some terminals wrap
        return board == null
                ? List.of(work.bar(width, now))
                : new BoardFrame(board, trace, work).lines(width, size.height() - 1);
    }

    private String line() {
        return (board == null ? work.sentence() : BoardFrame.sentence(board, work)).render(false);
    }

    /** Erases what is drawn and forgets it: call it when a statement has ended and before anything else is written. */
    public synchronized void clear() {
        area.erase();
        work = null;
        forgetBoard();
    }

    /** Writes a line that stays. */
    public synchronized void note(String text) {
        if (quiet || closed) return;
        area.erase();
        screen.out().println(Glyphs.visible(text));
        screen.out().flush();
    }

    /** Erases what is drawn and draws no more. */
    @Override
    public synchronized void close() {
        clear();
        closed = true;
        if (restorer != null && restorer != Thread.currentThread()) {
            try {
                Runtime.getRuntime().removeShutdownHook(restorer);
            } catch (IllegalStateException exiting) {
                return; // the hook is running, and finds nothing left to erase
            }
        }
    }

    /** The cursor comes back even when the program is interrupted. */
    private void restoreAtExit() {
        if (restorer != null) return;
        restorer = new Thread(this::close, "restore-terminal");
        try {
            Runtime.getRuntime().addShutdownHook(restorer);
        } catch (IllegalStateException exiting) {
            closed = true;
        }
    }
}
