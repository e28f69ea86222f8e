package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run knows of those before it, and of its plan. */
class RunAgainTest {
    private static final Path QILIN =
            Path.of("../examples/models/qilin").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Command assay;

    @BeforeEach
    void script() throws IOException {
        assay = new Command(directory);
        Files.writeString(directory.resolve("a.exp"), """
                param n = 2
                seed 5
                model qilin = "%s"
                let solo = generate qilin "The sky" tokens n
                print solo.text
                """.formatted(QILIN));
    }

    @Test
    void aSecondRunTakesOverWhatHasNotChanged() throws Exception {
        Command.Ended first = assay.run("run", "a.exp");
        assertThat(first.err()).doesNotContain("note:");
        Command.Ended second = assay.run("run", "a.exp");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).containsPattern("note: unchanged experiments are taken from runs.a-.*-1 \\(--fresh");
        assertThat(assay.run("run", "a.exp", "--fresh").err()).doesNotContain("note:");
        assertThat(assay.run("run", "a.exp", "--fresh", "--from", "runs").err())
                .contains("error: --fresh takes nothing");
        assertThat(assay.run("run", "a.exp", "--from", "runs").err()).contains("error: there is no run in `runs`");
        assertThat(assay.run("run", "a.exp", "--out", "other").status()).isZero();
        assertThat(assay.run("run", "a.exp", "--from", "other").err()).contains("taken from other (");
    }

    @Test
    void aRunSaysHowWrongItsPlanWas() throws Exception {
        assertThat(assay.run("run", "a.exp", "--out", "none").err()).doesNotContain("plan");
        assertThat(assay.run("plan", "a.exp").out()).contains("time: at most about ");
        String told =
                "the plan said at most about [0-9.]+ seconds; the experiments took [0-9.]+ seconds, \\d+% of that";
        assertThat(assay.run("run", "a.exp").err()).containsPattern(told);
        assertThat(assay.run("run", "a.exp").err()).doesNotContain("the plan"); // nothing was computed
        assertThat(assay.run("run", "a.exp", "--fresh", "--n", "3").err()).doesNotContain("the plan");
        assertThat(assay.run("run", "a.exp", "--fresh", "--quiet").err()).isEmpty();
    }
}
