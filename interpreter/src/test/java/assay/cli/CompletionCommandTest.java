package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that complete the command line. */
class CompletionCommandTest {
    private static final List<String> COMMANDS = List.of("run", "check", "fmt", "lsp", "models", "completion", "pull");

    @TempDir
    Path directory;

    @Test
    void bashAcceptsItsScript() throws Exception {
        Path script = written("bash");
        assertThat(script).content().contains("complete -F").contains(COMMANDS);
        accepts("bash", script);
        assertThat(written("zsh")).hasSameTextualContentAs(script);
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script = written("bash");
        Path bash = shell("bash");
        String ask =
                ". " + script + "; COMP_WORDS=(assay check --j); COMP_CWORD=2; _complete_assay; echo ${COMPREPLY[@]}";
        Process process = new ProcessBuilder(bash.toString(), "-c", ask)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("--json\n");
    }

    @Test
    void fishGetsALineForEachCommandAndOption() throws Exception {
        Path script = written("fish");
        assertThat(script)
                .content()
                .contains("-n '__fish_use_subcommand' -f -a check -d 'Report everything wrong with scripts")
                .contains("-n '__fish_seen_subcommand_from check' -l json -d 'Write one JSON")
                .contains("-n '__fish_seen_subcommand_from models; and __fish_seen_subcommand_from pull'")
                .contains("$ASSAY_MLX")
                .doesNotContain("stdio")
                .contains(COMMANDS);
        assertThat(Files.readAllLines(script)).allMatch(line -> quotes(line) % 2 == 0);
        accepts("fish", script);
    }

    @Test
    void anotherShellIsRefused() throws Exception {
        Command.Ended ended = new Command(directory).run("completion", "csh");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("error: there is no completion for `csh`; there is bash, zsh and fish\n");
    }

    private static long quotes(String line) {
        return line.replace("\\'", "").chars().filter(c -> c == '\'').count();
    }

    private Path written(String shell) throws Exception {
        Command.Ended ended = new Command(directory).run("completion", shell);
        assertThat(ended.status()).isZero();
        return Files.writeString(directory.resolve("assay." + shell), ended.out());
    }

    private static void accepts(String name, Path script) throws Exception {
        Process process = new ProcessBuilder(shell(name).toString(), "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    /** A test without the shell is skipped. */
    private static Path shell(String name) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.get();
    }
}
