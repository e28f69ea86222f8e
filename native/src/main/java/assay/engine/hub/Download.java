package assay.engine.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;

/** Fetches one blob into the cache: goes on where an earlier attempt ended, and lets nothing in that is not right. */
final class Download {
    private static final int BUFFER = 1 << 18;
    /** Less than this in a while is a standstill, and so little in one attempt is no progress. */
    private static final long LEAST = 1024;

    private static final long PROGRESS = 1 << 20;

    private final RemoteFile file;
    private final String commit;
    private final Remote remote;
    private final Web web;
    private final Cache cache;
    private final HubId id;
    private final Patience patience;
    private final Consumer<String> note;
    private volatile long have;

    Download(
            HubId id,
            RemoteFile file,
            String commit,
            Remote remote,
            Web web,
            Cache cache,
            Patience patience,
            Consumer<String> note) {
        this.id = id;
        this.file = file;
        this.commit = commit;
        this.remote = remote;
        this.web = web;
        this.cache = cache;
        this.patience = patience;
        this.note = note;
        this.have = arrived();
    }

    /** Bytes that are there. */
    long have() {
        return have;
    }

    long size() {
        return file.size();
    }

    private long arrived() {
        try {
            Path blob = cache.blob(id, file.hash());
            if (Files.isRegularFile(blob)) return file.size();
            Path partial = cache.partial(id, file.hash());
            return Files.isRegularFile(partial) ? Math.min(Files.size(partial), file.size()) : 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** Puts the blob into the cache if it is not there; nothing else ever gets its name. */
    void run() throws InterruptedException {
        Path blob = cache.blob(id, file.hash());
        if (Files.isRegularFile(blob)) return;
        try {
            Files.createDirectories(blob.getParent());
            try (BlobLock lock = BlobLock.take(cache.lock(id, file.hash()), patience.silent(), this::waiting)) {
                if (!Files.isRegularFile(blob)) fetch(cache.partial(id, file.hash()), blob);
                have = file.size();
            }
        } catch (IOException e) {
            throw cache.unwritable(e);
        }
    }

    private void waiting() {
        note.accept("another process is downloading " + file.name() + " of " + id + "; waiting for it");
    }

    private void fetch(Path partial, Path blob) throws IOException, InterruptedException {
        if (!arrives(partial) && !arrives(partial))
            throw new HubException("what the hub sends as " + file.name() + " of `" + id + "` is not what it announces "
                    + "(size or hash differ, twice), so it was deleted; try again later or another revision");
        Files.move(partial, blob, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether a partial file could be completed to the right one; a wrong one is deleted. */
    private boolean arrives(Path partial) throws IOException, InterruptedException {
        boolean right;
        try (FileChannel out = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (out.size() > file.size()) out.truncate(0);
            right = transfer(out);
            out.force(true);
        }
        right = right && file.is(partial);
        if (!right) {
            Files.deleteIfExists(partial);
            have = 0;
        }
        return right;
    }

    /** Attempts until all bytes are there; whether there were no more than announced. */
    private boolean transfer(FileChannel out) throws InterruptedException, IOException {
        Retry retry = new Retry(patience, note);
        while (out.size() < file.size()) {
            long before = out.size();
            try (Answer answer = web.get(remote.address(file, commit), range(before))) {
                if (answer.status() == 416) return false;
                if (answer.ok()) {
                    if (!receive(answer, out)) return false;
                    if (out.size() < file.size()) throw new IOException("the transfer ended early");
                } else if (answer.passing()) {
                    retry.after(answer, remote.refusal(answer));
                } else {
                    throw remote.refusal(answer);
                }
            } catch (UncheckedIOException disk) {
                throw disk.getCause();
            } catch (IOException broken) {
                if (out.size() - before >= PROGRESS) retry.progress();
                retry.after(broken, brokenOff(out.size(), broken));
            }
        }
        return true;
    }

    private HubException brokenOff(long arrived, IOException broken) {
        return new HubException(
                file.name() + " of `" + id + "` broke off again and again at " + arrived + " of " + file.size()
                        + " bytes (" + Unreachable.words(broken)
                        + "); run it again to go on from there",
                broken);
    }

    private static Map<String, String> range(long from) {
        return from > 0 ? Map.of("Range", "bytes=" + from + "-") : Map.of();
    }

    /** Appends what comes; whether that is no more than it should be. */
    private boolean receive(Answer answer, FileChannel out) throws IOException {
        long at = answer.status() == 206 ? start(answer) : 0;
        if (at != out.size()) local(() -> out.truncate(0));
        if (at > out.size()) return false;
        have = at;
        byte[] buffer = new byte[BUFFER];
        try (Watch in = new Watch(answer.body(), LEAST, patience.stall())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (at + n > file.size()) return false;
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                for (long to = at; bytes.hasRemaining(); to = at + bytes.position()) {
                    long place = to;
                    local(() -> out.write(bytes, place));
                }
                at += n;
                have = at;
            }
        }
        return true;
    }

    private static long start(Answer answer) {
        String range = answer.header("Content-Range").orElse("");
        return range.matches("bytes \\d{1,18}-.*") ? Long.parseLong(range.replaceAll("bytes (\\d+)-.*", "$1")) : 0;
    }

    private interface Disk {
        void run() throws IOException;
    }

    /** The disk's troubles are not those of the network, where another attempt may help. */
    private static void local(Disk action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
