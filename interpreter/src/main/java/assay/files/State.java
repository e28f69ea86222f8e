package assay.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What Assay remembers for a user between its runs: a directory of files that only this user can read.
 *
 * @param directory may not be there yet
 */
public record State(Path directory) {

    /** {@code assay} in XDG_STATE_HOME, or below the user's home where such files lie. */
    public static State of(Map<String, String> environment, Path home) {
        Path usual = home.resolve(".local").resolve("state");
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        try {
            Path named = Path.of(state);
            return new State((named.isAbsolute() ? named : usual).resolve("assay"));
        } catch (InvalidPathException noPath) {
            return new State(usual.resolve("assay"));
        }
    }

    /** Of the user who runs this. */
    public static State ofUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Makes a file if there is none of this name yet. */
    public static void make(Path file, byte[] content) throws IOException {
        if (Files.exists(file)) return;
        Files.createDirectories(file.getParent());
        Path made = Files.createTempFile(file.getParent(), ".", ".part"); // which Java makes for its owner only
        try {
            Files.write(made, content);
            Files.move(made, file, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
