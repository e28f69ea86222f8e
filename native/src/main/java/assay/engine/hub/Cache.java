package assay.engine.hub;

import assay.engine.EngineException;
import assay.engine.io.UntrustedJson;
import assay.engine.io.Weights;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Hugging Face's cache of models: {@code blobs} by hash, {@code snapshots} of links to them by commit, and {@code refs}
 * from branches and tags to commits. Models that other tools have fetched are found here, and the other way round.
 *
 * @param root the directory that holds {@code models--owner--name}
 */
public record Cache(Path root) {
    private static final int LONGEST_REF = 64;
    private static final long LARGEST_TREE = 64 << 20;

    Path folder(HubId id) {
        return root.resolve(id.folder());
    }

    Path blob(HubId id, String hash) {
        return folder(id).resolve("blobs").resolve(hash);
    }

    /**
     * What has been fetched of a blob so far. The name is Assay's own, since other tools that append to a file of theirs
     * do not see Java's locks.
     */
    Path partial(HubId id, String hash) {
        return folder(id).resolve("blobs").resolve(hash + ".assay.incomplete");
    }

    Path lock(HubId id, String hash) {
        return root.resolve(".locks").resolve(id.folder()).resolve(hash + ".lock");
    }

    Path snapshot(HubId id, String commit) {
        return folder(id).resolve("snapshots").resolve(commit);
    }

    /** The commit that a revision stands for here, whether or not its files are. */
    Optional<String> commit(HubId id, Revision revision) {
        if (revision.isCommit()) return Optional.of(revision.text());
        Optional<String> named = read(folder(id).resolve("refs").resolve(revision.text()));
        return named.isPresent() || !revision.isShortened() ? named : only(id, revision.text());
    }

    private static Optional<String> read(Path ref) {
        try {
            if (!Files.isRegularFile(ref) || Files.size(ref) > LONGEST_REF) return Optional.empty();
            String commit = new String(Files.readAllBytes(ref), StandardCharsets.US_ASCII).strip();
            return Optional.of(commit).filter(Revision::isCommit);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The one snapshot whose commit begins like that. */
    private Optional<String> only(HubId id, String beginning) {
        List<String> found = commits(id).stream()
                .filter(commit -> commit.startsWith(beginning))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The commits of which there is anything. */
    List<String> commits(HubId id) {
        try (Stream<Path> snapshots = Files.list(folder(id).resolve("snapshots"))) {
            return snapshots
                    .map(path -> path.getFileName().toString())
                    .filter(Revision::isCommit)
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** A model at a revision, if all of its files are here. */
    public Optional<Snapshot> find(HubId id, Revision revision) {
        return commit(id, revision)
                .filter(commit -> complete(id, commit))
                .map(commit -> new Snapshot(id, commit, snapshot(id, commit)));
    }

    boolean complete(HubId id, String commit) {
        Path directory = snapshot(id, commit);
        if (!Wanted.NEEDED.stream().allMatch(name -> Files.isRegularFile(directory.resolve(name)))) return false;
        try {
            Weights.files(directory);
        } catch (EngineException missing) {
            return false;
        }
        return descriptions(id, commit).allMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    /** What newer versions of huggingface_hub note down, since their download may have been interrupted. */
    private Stream<String> descriptions(HubId id, String commit) {
        Path tree = folder(id).resolve("trees").resolve(commit + ".json");
        if (!Files.isRegularFile(tree)) return Stream.empty();
        try {
            JsonNode files = UntrustedJson.object(tree, LARGEST_TREE).path("files");
            return files.properties().stream().map(Map.Entry::getKey).filter(Wanted::describes);
        } catch (EngineException unreadable) {
            return Stream.empty();
        }
    }

    /** Makes a snapshot of blobs that are here; config.json comes last, so that what looks whole is whole. */
    Snapshot link(HubId id, String commit, List<RemoteFile> files) {
        Path directory = snapshot(id, commit);
        try {
            Files.createDirectories(directory);
            for (RemoteFile file : files) if (!file.name().equals("config.json")) link(id, directory, file);
            for (RemoteFile file : files) if (file.name().equals("config.json")) link(id, directory, file);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return new Snapshot(id, commit, directory);
    }

    private void link(HubId id, Path directory, RemoteFile file) throws IOException {
        Path link = directory.resolve(file.name());
        if (Files.isRegularFile(link)) return;
        Files.deleteIfExists(link); // it leads nowhere
        try {
            Files.createSymbolicLink(link, Path.of("..", "..", "blobs", file.hash()));
        } catch (FileAlreadyExistsException another) {
            return; // another process was faster
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(blob(id, file.hash()), link, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Notes which commit a branch or tag stands for. */
    void refer(HubId id, Revision revision, String commit) {
        if (revision.isCommit()) return;
        Path ref = folder(id).resolve("refs").resolve(revision.text());
        if (read(ref).equals(Optional.of(commit))) return;
        try {
            Files.createDirectories(ref.getParent());
            Path fresh = ref.resolveSibling(ref.getFileName() + "." + UUID.randomUUID() + ".tmp");
            Files.writeString(fresh, commit);
            Files.move(fresh, ref, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    HubException unwritable(IOException e) {
        String why = String.valueOf(e.getMessage());
        if (why.contains("No space left") || why.contains("not enough space") || why.contains("quota"))
            return new HubException(
                    "the disk of " + root + " is full; make room (`assay models rm ID`) or set HF_HOME to another disk",
                    e);
        return new HubException(
                "the cache " + root + " cannot be written (" + Unreachable.words(e) + "); check its permissions or set "
                        + "HF_HOME to another directory",
                e);
    }
}
