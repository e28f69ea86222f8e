package assay.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    Path home;

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        Path file = home.resolve("a/b/history");
        assertThat(HistoryFile.ready(file)).contains(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix"))
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        assertThat(HistoryFile.ready(file)).contains(file);
    }

    @Test
    void whatIsNoHistoryIsLeftAlone() throws IOException {
        Path file = Files.write(home.resolve("history"), new byte[] {(byte) 0xC3, 0x28, 0});
        assertThat(HistoryFile.ready(file)).isEmpty();
        assertThat(HistoryFile.ready(home)).isEmpty();
        assertThat(HistoryFile.ready(file.resolve("below"))).isEmpty();
    }

    @Test
    void nothingInItReachesTheTerminal() {
        assertThat(HistoryFile.harmless("print \"\u001b[31mred\u0007\"\n    + 1"))
                .isEqualTo("print \"[31mred\"\n    + 1");
    }
}
