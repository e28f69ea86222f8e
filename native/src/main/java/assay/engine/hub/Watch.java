package assay.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads from the network, and gives up on a transfer that has come to a standstill. */
final class Watch extends InputStream {
    private final InputStream in;
    private final long least;
    private final Thread watcher;
    private volatile long count;
    private volatile boolean stalled;

    /**
     * @param least bytes that must arrive in each {@code span}
     * @param span how often is looked
     */
    Watch(InputStream in, long least, Duration span) {
        this.in = in;
        this.least = least;
        this.watcher = Thread.ofVirtual().name("watch").start(() -> watch(span));
    }

    private void watch(Duration span) {
        try {
            for (long seen = 0; ; seen = count) {
                Thread.sleep(span);
                if (count - seen < least) break;
            }
            stalled = true;
            in.close(); // wakes the reader
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // The reader finds out by itself.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        try {
            int n = in.read(buffer, from, length);
            if (stalled) throw new IOException("nothing more came");
            if (n > 0) count += n;
            return n;
        } catch (IOException e) {
            if (stalled) throw new IOException("nothing more came", e);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        watcher.interrupt();
        in.close();
    }
}
