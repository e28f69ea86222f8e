package assay.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.verb.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that would fill the memory, or are no text, are refused before they are read. */
class LimitsTest {
    @TempDir
    Path directory;

    /** A file with a beginning and nothing behind it, which takes no room on the disk. */
    private Path file(String name, byte[] beginning, long size) throws IOException {
        Path path = directory.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(beginning);
            file.setLength(size);
        }
        return path;
    }

    @Test
    void data() throws IOException {
        Path path = file("a.csv", new byte[] {'a'}, (256L << 20) + 1);
        assertThatThrownBy(() -> new DataFile(path, "a.csv").read())
                .isInstanceOf(Failure.class)
                .hasMessage("the file `a.csv` is larger than 256 MB; split it");
    }

    @Test
    void tensors() throws IOException {
        long elements = (1L << 26) + 1;
        String header =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + elements + "],\"data_offsets\":[0," + 4 * elements + "]}}";
        byte[] bytes = new byte[8 + header.length()];
        bytes[0] = (byte) header.length();
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, header.length());
        Path path = file("a.safetensors", bytes, bytes.length + 4 * elements);
        assertThatThrownBy(() -> new DataFile(path, "a.safetensors").read())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("`a.safetensors` cannot be read: ");
    }

    @Test
    void scripts() throws IOException {
        Path path = file("a.exp", new byte[] {'#'}, (4 << 20) + 1);
        assertThatThrownBy(() -> ScriptFile.started(path.toString()))
                .isInstanceOf(Failure.class)
                .hasMessage("`a.exp` is too large for a script");
    }

    @Test
    void whatIsNoText() throws IOException {
        Path path = Files.write(directory.resolve("a.txt"), new byte[] {(byte) 0xff, 'a'});
        assertThatThrownBy(() -> new DataFile(path, "a.txt").read())
                .isInstanceOf(Failure.class)
                .hasMessage("the file `a.txt` is not UTF-8 text");
    }
}
