package assay.repl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** The file that remembers what was typed, readable for its owner only. */
final class HistoryFile {
    private static final long LARGEST = 4 << 20;

    private HistoryFile() {}

    /** {@code assay/history} in XDG_STATE_HOME, or below the user's home where such files lie. */
    static Path path(Map<String, String> environment, Path home) {
        Path usual = home.resolve(".local").resolve("state");
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        try {
            Path named = Path.of(state);
            return (named.isAbsolute() ? named : usual).resolve("assay").resolve("history");
        } catch (InvalidPathException noPath) {
            return usual.resolve("assay").resolve("history");
        }
    }

    /** The file, made if need be; nothing if it cannot be used, and then the session remembers nothing after its end. */
    static Optional<Path> ready(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.createFile(file);
                boolean posix = Files.getFileStore(file).supportsFileAttributeView("posix");
                if (posix) Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return sound(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a file of text of a size that can be a history. */
    private static boolean sound(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isWritable(file) || Files.size(file) > LARGEST) return false;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            return true;
        } catch (CharacterCodingException noText) {
            return false;
        }
    }

    /** What may be remembered of an entry: nothing in it can do something to a terminal when it is shown again. */
    static String harmless(String entry) {
        return entry.codePoints()
                .filter(point -> point == '\n' || point == '\t' || !Character.isISOControl(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
