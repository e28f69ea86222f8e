package assay.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for as long as a command runs. */
public record Scratch(Path path) implements AutoCloseable {

    public static Scratch make() {
        try {
            return new Scratch(Files.createTempDirectory("assay-").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary directory cannot be made", e);
        }
    }

    /** Removes it with all that is in it; no link is followed. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) Files.deleteIfExists(entry);
        } catch (IOException | UncheckedIOException left) {
            // The system clears its temporary directory some day.
        }
    }
}
