package assay.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    @TempDir
    Path home;

    @Test
    void liesWhereStateIsKept() {
        Path usual = home.resolve(".local/state/assay");
        assertThat(State.of(Map.of(), home).directory()).isEqualTo(usual);
        assertThat(State.of(Map.of("XDG_STATE_HOME", "relative"), home).directory())
                .isEqualTo(usual);
        assertThat(State.of(Map.of("XDG_STATE_HOME", "\0"), home).directory()).isEqualTo(usual);
        assertThat(State.of(Map.of("XDG_STATE_HOME", home.resolve("s").toString()), home)
                        .file("history"))
                .isEqualTo(home.resolve("s/assay/history"));
    }

    @Test
    void isMadeOnceForItsOwnerOnly() throws IOException {
        Path file = home.resolve("a/b/c");
        State.make(file, new byte[] {1, 2});
        State.make(file, new byte[] {3});
        assertThat(file).hasBinaryContent(new byte[] {1, 2});
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
        if (Files.getFileStore(file).supportsFileAttributeView("posix"))
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
    }
}
