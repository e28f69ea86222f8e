package assay.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What recorded runs need to be run again somewhere else. */
final class Recordings {
    private static final Path MODELS = Path.of("../examples/models");

    private Recordings() {}

    /** Copies of the examples' models, in {@code models} of a directory. */
    static void models(Path directory, String... names) throws IOException {
        for (String name : names) {
            Path target = Files.createDirectories(directory.resolve("models").resolve(name));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(MODELS.resolve(name))) {
                for (Path file : files) Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }
}
