package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay report} as people start it. */
class ReportCommandTest {
    @TempDir
    Path directory;

    private Command assay;

    @BeforeEach
    void run() throws Exception {
        assay = new Command(directory);
        Files.writeString(directory.resolve("a.exp"), "let x = 1\nexpect x > 1\n");
        assay.run("run", "a.exp", "--out", "r");
    }

    @Test
    void thePageStandsInTheRunUnlessToldOtherwise() throws Exception {
        Command.Ended ended = assay.run("report", "r");
        assertThat(ended).isEqualTo(new Command.Ended(0, Path.of("r", "report.html") + "\n", ""));
        assertThat(directory.resolve("r/report.html"))
                .content()
                .contains("1 failed")
                .doesNotContain("report.html");
        assertThat(assay.run("report", "r").status()).isZero();
        assertThat(assay.run("report", "r", "--out", "page.html").out()).isEqualTo("page.html\n");
        assertThat(directory.resolve("page.html")).hasSameTextualContentAs(directory.resolve("r/report.html"));
    }

    @Test
    void whatARunSavedIsNotOverwritten() throws Exception {
        Files.writeString(directory.resolve("r/report.html"), "mine");
        Command.Ended ended = assay.run("report", "r");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("is a file of the run's own; choose another place with --out");
        assertThat(directory.resolve("r/report.html")).hasContent("mine");
    }

    @Test
    void aLinkInARunIsNotWrittenThrough() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(directory.resolve("r/report.html.part"), elsewhere);
        assertThat(assay.run("report", "r").status()).isZero();
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void whatIsNoRunIsToldInASentence() throws Exception {
        assertThat(assay.run("report", "nowhere"))
                .isEqualTo(new Command.Ended(2, "", "error: there is no `nowhere`; name the directory of a run\n"));
        assertThat(assay.run("report").err()).startsWith("error: `assay report` needs RUN");
        Command.Ended ended = assay.run("report", "r", "--out", "no/such/page.html");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).startsWith("error: the report no/such/page.html cannot be written");
    }
}
