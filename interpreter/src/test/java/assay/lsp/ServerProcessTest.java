package assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay lsp} as editors start it. */
class ServerProcessTest {
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    Path directory;

    @Test
    void servesAnEditorAndEnds() throws Exception {
        Process process = start("lsp", "--stdio");
        try (Editor editor = Editor.of(directory.resolve("a.exp").toUri().toString(), process)) {
            editor.initialize();
            assertThat(editor.open("print nothing"))
                    .extracting(Diagnostic::getMessage)
                    .containsExactly("`nothing` is not defined");
            assertThat(editor.hover("print")).contains("print VALUE");
            Editor.wait(editor.server().shutdown());
            editor.server().exit();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "assay.Main");
        builder.command().addAll(java.util.List.of(arguments));
        return builder.directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
