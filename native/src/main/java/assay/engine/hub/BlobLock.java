package assay.engine.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The right to fetch a blob, among all processes on this machine. It only saves traffic: what is fetched is checked and
 * put in place by a rename, so a file system without locks does no harm.
 */
final class BlobLock implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final FileChannel channel;

    private BlobLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param waiting called once, if it takes longer than {@code silent}
     */
    static BlobLock take(Path file, Duration silent, Runnable waiting) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long began = System.nanoTime();
            boolean told = false;
            while (!lock(channel)) {
                if (!told && System.nanoTime() - began >= silent.toNanos()) {
                    waiting.run();
                    told = true;
                }
                Thread.sleep(AGAIN);
            }
            return new BlobLock(channel);
        } catch (InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean lock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
