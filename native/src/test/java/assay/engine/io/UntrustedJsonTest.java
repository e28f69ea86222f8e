package assay.engine.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrustedJsonTest {
    @TempDir
    Path directory;

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), "{\"a\": 1}" + " ".repeat(100));
        assertThatThrownBy(() -> UntrustedJson.object(file, 100))
                .isInstanceOf(EngineException.class)
                .hasMessage(file + " has 108 bytes, more than the 100 such a file can have");
    }

    @Test
    void numbersHaveAnEnd() {
        byte[] digits = ("[" + "9".repeat(100_000) + "]").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> UntrustedJson.value("config.json", digits))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("config.json is not readable JSON: ");
    }
}
