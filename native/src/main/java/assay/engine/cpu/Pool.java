package assay.engine.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed number of threads that share loops whose iterations do not depend on each other, the caller's thread among
 * them. Workers spin for a while after each loop, because the next one is usually microseconds away, then park. A loop
 * never waits for a worker that has not begun: whoever comes takes the next piece.
 */
final class Pool implements AutoCloseable {
    /** Multiply-adds below which a loop is not worth sharing. */
    static final long SMALL = 1 << 17;

    private static final long SPIN_NANOS = 100_000;
    /** Looks at unfinished pieces before the processor is left to whoever else wants it. */
    private static final int SPINS = 2_000;

    /** A piece of a loop: iterations {@code from <= i < to}. */
    interface Range {
        void run(int from, int to);
    }

    private final Worker[] workers;
    private final AtomicReference<Job> job = new AtomicReference<>();
    private volatile boolean closed;

    /** @param threads at least 1, the caller's included */
    Pool(int threads) {
        if (threads < 1) throw new IllegalArgumentException("an engine needs at least 1 thread, not " + threads);
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker("assay-cpu-" + (i + 1));
            workers[i].start();
        }
    }

    int threads() {
        return workers.length + 1;
    }

    /**
     * Runs {@code body} over {@code items}, in pieces of a multiple of {@code unit} if {@code work} is worth it. A loop
     * that starts while another thread's runs stays on its caller.
     */
    void run(int items, int unit, long work, Range body) {
        int units = (items + unit - 1) / unit;
        if (workers.length == 0 || work < SMALL || units < 2) {
            body.run(0, items);
            return;
        }
        int pieces = (int) Math.min(units, Math.min(threads() * 8L, work / (SMALL / 8)));
        Job mine = new Job(items, unit, units, pieces, body);
        if (!job.compareAndSet(null, mine)) {
            body.run(0, items);
            return;
        }
        for (Worker w : workers) w.wake();
        mine.help();
        for (int spins = 0; mine.done.get() < pieces; spins++) {
            if (spins < SPINS) Thread.onSpinWait();
            else Thread.yield();
        }
        job.set(null);
        mine.rethrow();
    }

    @Override
    public void close() {
        closed = true;
        for (Worker w : workers) LockSupport.unpark(w);
    }

    private static final class Job {
        private final int items;
        private final int unit;
        private final int units;
        private final int pieces;
        private final Range body;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(int items, int unit, int units, int pieces, Range body) {
            this.items = items;
            this.unit = unit;
            this.units = units;
            this.pieces = pieces;
            this.body = body;
        }

        void help() {
            for (int p = next.getAndIncrement(); p < pieces; p = next.getAndIncrement()) {
                try {
                    body.run(edge(p), edge(p + 1));
                } catch (Throwable t) {
                    failure.compareAndSet(null, t);
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        private int edge(int piece) {
            return (int) Math.min(items, (long) units * piece / pieces * unit);
        }

        void rethrow() {
            switch (failure.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable t -> throw new IllegalStateException(t);
            }
        }
    }

    private final class Worker extends Thread {
        private volatile boolean parked;

        Worker(String name) {
            super(name);
            setDaemon(true);
        }

        void wake() {
            if (parked) LockSupport.unpark(this);
        }

        @Override
        public void run() {
            Job last = null;
            long idleSince = System.nanoTime();
            while (!closed) {
                Job current = job.get();
                if (current != null && current != last) {
                    current.help();
                    last = current;
                    idleSince = System.nanoTime();
                } else if (System.nanoTime() - idleSince < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    last = null;
                    parked = true;
                    if (job.get() == null && !closed) LockSupport.park(this);
                    parked = false;
                    idleSince = System.nanoTime();
                }
            }
        }
    }
}
