package assay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.show.Show;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes stays in its directory, whatever is put there while it goes on. */
class RunDirectoryTest {
    private static final Show SHOW = new Show(List.of());

    @TempDir
    Path directory;

    private Path run;
    private Path outside;

    @BeforeEach
    void directories() throws IOException {
        run = Files.createDirectories(directory.resolve("run")).toRealPath();
        outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("mine.json"), "mine");
    }

    private static void refused(RunDirectory directory, String written) {
        assertThatThrownBy(() -> directory.save(Value.of("evil"), written, SHOW))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("leads out of the run directory");
    }

    @Test
    void theLatestRunOfAScriptComesFirst() throws IOException {
        List<String> made =
                List.of("a-20260102-000000-1", "a-20260101-000000-10", "a-20260101-000000-9", "a-20251231-235959-2");
        for (String name : made.reversed()) Files.createDirectories(run.resolve(name));
        for (String other : List.of("a-b-20270101-000000-1", "a-20270101-000000", "b-20270101-000000-1"))
            Files.createDirectories(run.resolve(other));
        assertThat(RunDirectory.of(run, "a.exp"))
                .extracting(path -> path.getFileName().toString())
                .isEqualTo(made);
    }

    @Test
    void linksThatAppearAreNotWrittenThrough() throws IOException {
        try (RunDirectory open = RunDirectory.at(run)) {
            Files.createSymbolicLink(run.resolve("out"), outside);
            Files.createSymbolicLink(run.resolve("file.json"), outside.resolve("mine.json"));
            Files.createSymbolicLink(run.resolve("nothing.json"), outside.resolve("new.json"));
            Files.createSymbolicLink(run.resolve("charts"), outside);
            for (String written : List.of("out/a.json", "out/deep/a.json", "file.json", "nothing.json"))
                refused(open, written);
            assertThatThrownBy(() -> open.chart("<svg/>")).hasMessageContaining("leads out of the run directory");
            open.save(Value.of("good"), "deep/er/a.json", SHOW);
        }
        assertThat(run.resolve("deep/er/a.json")).exists();
        assertThat(outside).isDirectoryNotContaining(file -> !file.endsWith("mine.json"));
        assertThat(outside.resolve("mine.json")).hasContent("mine");
    }

    @Test
    void aFileIsSavedOnce() throws IOException {
        try (RunDirectory open = RunDirectory.at(run)) {
            open.save(Value.of("first"), "a.txt", SHOW);
            assertThatThrownBy(() -> open.save(Value.of("second"), "./a.txt", SHOW))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("has been saved already");
        }
        assertThat(run.resolve("a.txt")).hasContent("first");
    }

    @Test
    void theDiskIsNotFilled() throws IOException {
        try (RunDirectory open = new RunDirectory(run, 1000)) {
            open.save(Value.of("x".repeat(900)), "a.txt", SHOW);
            assertThatThrownBy(() -> open.save(Value.of("x".repeat(900)), "b.txt", SHOW))
                    .isInstanceOf(Failure.class)
                    .hasMessage("the run has saved more than 4 GB; save less");
            assertThatThrownBy(() -> open.chart("x")).isInstanceOf(Failure.class);
        }
    }
}
