package assay.engine.hub;

import assay.engine.EngineException;
import assay.engine.io.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Fetches one model: its descriptions, then the weights that they name, a few files at a time. */
final class Pull {
    private static final int CONNECTIONS = 4;
    private static final long TICK_MILLIS = 100;
    /** Descriptions are small; a tokenizer of 200 MB does not exist. */
    private static final long LARGEST_DESCRIPTION = 200_000_000;
    /** Left free for everybody else on the disk. */
    private static final long SPARE = 100_000_000;

    private final HubId id;
    private final Revision revision;
    private final Cache cache;
    private final Web web;
    private final Patience patience;
    private final PullListener listener;
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();
    private final Remote remote;

    Pull(
            HubId id,
            Revision revision,
            HubSettings settings,
            Cache cache,
            Web web,
            Patience patience,
            PullListener listener) {
        this.id = id;
        this.revision = revision;
        this.cache = cache;
        this.web = web;
        this.patience = patience;
        this.listener = listener;
        this.remote = new Remote(id, revision, settings, web, patience, listener::note);
    }

    Snapshot run() throws InterruptedException {
        String commit = remote.commit();
        if (!cache.complete(id, commit)) fetch(commit);
        cache.refer(id, revision, commit);
        return new Snapshot(id, commit, cache.snapshot(id, commit));
    }

    private void fetch(String commit) throws InterruptedException {
        Map<String, RemoteFile> files = remote.files(commit);
        List<RemoteFile> wanted = new ArrayList<>(Wanted.descriptions(id, files));
        for (RemoteFile file : wanted) {
            if (file.size() > LARGEST_DESCRIPTION)
                throw new HubException("the hub says that " + file.name() + " of `" + id + "` has " + file.size()
                        + " bytes, which no such file has; use another model or revision");
        }
        together(wanted, commit);
        wanted.addAll(Wanted.weights(id, files, shards(files)));
        together(wanted, commit);
        cache.link(id, commit, wanted);
    }

    private Set<String> shards(Map<String, RemoteFile> files) {
        RemoteFile index = files.get(Wanted.INDEX);
        if (index == null) return Set.of();
        try {
            return Weights.listed(cache.blob(id, index.hash()));
        } catch (EngineException unreadable) {
            throw new HubException(
                    "the index of the weights of `" + id + "` cannot be read; use another conversion of it");
        }
    }

    /** Fetches what is not here of these files; the first failure ends all of them. */
    private void together(List<RemoteFile> files, String commit) throws InterruptedException {
        List<Download> downloads = files.stream()
                .map(file -> new Download(id, file, commit, remote, web, cache, patience, notes::add))
                .toList();
        room(downloads);
        try (ExecutorService threads = Executors.newFixedThreadPool(
                CONNECTIONS, Thread.ofVirtual().name("pull-", 0).factory())) {
            ExecutorCompletionService<Optional<Void>> running = new ExecutorCompletionService<>(threads);
            for (Download download : downloads) {
                running.submit(() -> {
                    download.run();
                    return Optional.empty();
                });
            }
            try {
                for (int ended = 0; ended < downloads.size(); ) {
                    Future<Optional<Void>> one = running.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                    tell(downloads);
                    if (one == null) continue;
                    one.get();
                    ended++;
                }
                tell(downloads);
            } catch (ExecutionException e) {
                throw failed(e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static RuntimeException failed(Throwable cause) {
        return switch (cause) {
            case HubException told -> told;
            case RuntimeException other -> other;
            case Throwable other -> new HubException("the download was interrupted; run it again to go on", other);
        };
    }

    private void tell(List<Download> downloads) {
        for (String note = notes.poll(); note != null; note = notes.poll()) listener.note(note);
        long done = downloads.stream().mapToLong(Download::have).sum();
        listener.progress(id, done, downloads.stream().mapToLong(Download::size).sum());
    }

    /** Refuses to begin what cannot end well. */
    private void room(List<Download> downloads) {
        double missing = 0; // a sum of sizes that somebody else states may be larger than a long
        for (Download download : downloads) missing += (double) download.size() - download.have();
        if (missing == 0) return;
        try {
            Path blobs = Files.createDirectories(cache.folder(id).resolve("blobs"));
            long free = Files.getFileStore(blobs).getUsableSpace();
            if (missing + SPARE > free)
                throw new HubException(
                        "`%s` needs %.1f MB more and %.0f MB to spare, but the disk of %s has %.1f MB free; "
                                        .formatted(id, missing / 1e6, SPARE / 1e6, cache.root(), free / 1e6)
                                + "make room (`assay models rm ID`) or set HF_HOME to another disk");
        } catch (IOException e) {
            throw cache.unwritable(e);
        }
    }
}
