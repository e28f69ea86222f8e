package assay.engine.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is in the cache.
 *
 * @param cache it
 */
public record Inventory(Cache cache) {

    /**
     * One commit of a model.
     *
     * @param names branches and tags that lead to it
     * @param bytes of its files
     * @param used when its weights were last read, as far as the file system notes it down
     * @param whole whether all that Assay needs is there
     */
    public record Entry(Snapshot snapshot, Set<String> names, long bytes, Instant used, boolean whole) {}

    /** All models, by id. */
    public List<HubId> ids() {
        try (Stream<Path> folders = Files.list(cache.root())) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> HubId.ofFolder(folder.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** All commits of all models. */
    public List<Entry> entries() {
        return ids().stream().flatMap(id -> entries(id).stream()).toList();
    }

    /** The commits of one model. */
    public List<Entry> entries(HubId id) {
        Map<String, Set<String>> names = names(id);
        return cache.commits(id).stream()
                .map(commit -> entry(id, commit, names.getOrDefault(commit, Set.of())))
                .sorted(Comparator.comparing(Entry::used).reversed())
                .toList();
    }

    private Entry entry(HubId id, String commit, Set<String> names) {
        Path directory = cache.snapshot(id, commit);
        long bytes = 0;
        Instant used = Instant.EPOCH;
        for (Path file : files(directory)) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                bytes += attributes.isRegularFile() ? attributes.size() : 0;
                Instant read = attributes.lastAccessTime().toInstant();
                boolean weights = file.toString().endsWith(".safetensors"); // looking at a list reads the others, too
                if (weights && read.isAfter(used)) used = read;
            } catch (IOException linkToNowhere) {
                // Its blob is not there, so it has no bytes.
            }
        }
        return new Entry(new Snapshot(id, commit, directory), names, bytes, used, cache.complete(id, commit));
    }

    private Map<String, Set<String>> names(HubId id) {
        Path refs = cache.folder(id).resolve("refs");
        Map<String, Set<String>> names = new TreeMap<>();
        for (Path ref : files(refs)) {
            try {
                Revision revision = new Revision(refs.relativize(ref).toString().replace('\\', '/'));
                cache.commit(id, revision).ifPresent(commit -> names.computeIfAbsent(commit, c -> new TreeSet<>())
                        .add(revision.text()));
            } catch (HubException noRevision) {
                // A file of somebody else's.
            }
        }
        return names;
    }

    /** Bytes that a model takes, with what no commit needs any more. */
    public long bytes(HubId id) {
        long bytes = 0;
        for (Path file : files(cache.folder(id))) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                bytes += attributes.isRegularFile() ? attributes.size() : 0;
            } catch (IOException gone) {
                // It takes no bytes.
            }
        }
        return bytes;
    }

    /** The files below a directory, whatever they are, without following links to directories. */
    public static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !Files.isDirectory(path)).sorted().toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /** Removes a model with all its commits: refs first and blobs last, so that what is half removed is not found. */
    public void remove(HubId id) {
        Path folder = cache.folder(id);
        List<Path> parts = new ArrayList<>(Stream.of("refs", "snapshots", "trees", "blobs")
                .map(folder::resolve)
                .toList());
        parts.add(folder);
        try {
            for (Path part : parts) delete(part);
        } catch (IOException e) {
            throw cache.unwritable(e);
        }
    }

    private static void delete(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) return;
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
                if (failed != null) throw failed;
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
