package assay.repl;

import assay.files.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that remembers what was typed, readable for its owner only. */
final class HistoryFile {
    private static final long LARGEST = 4 << 20;

    private HistoryFile() {}

    /** The file, made if need be; nothing if it cannot be used, and then the session remembers nothing after its end. */
    static Optional<Path> ready(Path file) {
        try {
            State.make(file, new byte[0]);
            return sound(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
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
