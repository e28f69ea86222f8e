package assay.engine.mlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlxLibraryTest {
    @TempDir
    Path directory;

    private EngineException refused(Path place) {
        try {
            MlxLibrary.open(Optional.of(place.toString()), Map.of());
        } catch (EngineException e) {
            return e;
        }
        throw new AssertionError("opened " + place);
    }

    @Test
    void aMissingLibrarySaysWhereItWasLookedForAndHowToInstallIt() {
        assertThat(refused(directory.resolve("nowhere")))
                .hasMessageStartingWith("MLX is not installed: there is no " + directory.resolve("nowhere"))
                .hasMessageContaining("--mlx or ASSAY_MLX")
                .hasMessageContaining("engine cpu");
        assertThat(refused(directory)).hasMessageContaining("lib/libmlxc.");
    }

    @Test
    void macAndLinuxHaveTheirOwnPlaces() {
        assertThat(MlxPlaces.of(Optional.empty(), Map.of(), "Mac OS X").listed())
                .startsWith("/opt/homebrew/lib/libmlxc.dylib, ");
        assertThat(MlxPlaces.of(Optional.empty(), Map.of("ASSAY_MLX", " "), "Linux")
                        .listed())
                .startsWith("/usr/local/lib/libmlxc.so, ");
        assertThat(MlxPlaces.of(Optional.empty(), Map.of("ASSAY_MLX", "there"), "Linux"))
                .isEqualTo(MlxPlaces.of(Optional.of("there"), Map.of("ASSAY_MLX", "elsewhere"), "Linux"));
    }

    @Test
    void aFileThatIsNoLibraryIsASentence() throws IOException {
        Path file =
                Files.writeString(directory.resolve("libmlxc.so"), "not a library, but long enough to be read as one");
        assertThat(refused(file)).hasMessageStartingWith(file + " cannot be loaded: ");
    }

    @Test
    void anotherLibraryIsASentence() {
        String name = System.mapLibraryName("java");
        Path other = Path.of(System.getProperty("java.home"), "lib", name);
        assertThat(refused(other))
                .hasMessageContaining("is not an mlx-c that Assay can use: it is another library")
                .hasMessageContaining("0.6");
    }

    /** As after an upgrade that took libmlx away from under libmlxc. */
    @Test
    void aHalfInstalledLibraryIsASentence() throws IOException {
        Path real = MlxFound.library().file();
        Path lone = directory.resolve(real.getFileName());
        Files.copy(real, lone);
        byte[] bytes = Files.readAllBytes(lone);
        byte[] needed = "libmlx.".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i + needed.length < bytes.length; i++)
            if (Arrays.equals(bytes, i, i + needed.length, needed, 0, needed.length)) bytes[i + 3] = 'q';
        Files.write(lone, bytes);
        assertThat(refused(lone)).hasMessageContaining("cannot be loaded").hasMessageContaining("qlx");
    }

    @Test
    void theRealOneTellsItsVersion() {
        MlxLibrary library = MlxFound.library();
        assertThat(library.version()).matches("0\\.\\d+\\.\\d+.*|[1-9].*");
        assertThatThrownBy(() -> MlxLibrary.open(Optional.of("")).version()).isInstanceOf(EngineException.class);
    }
}
