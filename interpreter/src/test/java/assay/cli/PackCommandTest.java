package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay pack}, what becomes of its file elsewhere, and {@code assay diff} of two runs. */
class PackCommandTest {
    @TempDir
    Path directory;

    private Command assay;

    @BeforeEach
    void run() throws Exception {
        assay = new Command(directory);
        Recordings.models(directory.resolve("lab"), "qilin");
        Files.writeString(directory.resolve("lab/rows.jsonl"), "{\"a\": 1}\n{\"a\": 2}\n");
        Files.writeString(directory.resolve("lab/a.exp"), """
                seed 42
                param cells = 4
                model q = "models/qilin"
                let rows = load "rows.jsonl"
                let solo = converge q length cells
                print solo.text, rows.a
                save rows to "out/rows.csv"
                plot [1, 4, 9]
                """);
        assertThat(assay.run("run", "lab/a.exp", "--cells", "5", "--out", "r").status())
                .isZero();
    }

    @Test
    void aPackHoldsTheRunAndWhatItRead() throws Exception {
        Command.Ended ended = assay.run("pack", "r");
        assertThat(ended).isEqualTo(new Command.Ended(0, "r.expz\n", "not packed: the model q, models/qilin\n"));
        try (ZipFile zip = new ZipFile(directory.resolve("r.expz").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "report.html",
                            "input/rows.jsonl",
                            "run/charts/1.svg",
                            "run/events.jsonl",
                            "run/lock.json",
                            "run/out/rows.csv",
                            "run/params.json",
                            "run/results.json",
                            "run/script.exp");
        }
        assertThat(assay.run("pack", "r", "--out", "again.expz").status()).isZero();
        assertThat(directory.resolve("again.expz")).hasSameBinaryContentAs(directory.resolve("r.expz"));
    }

    @Test
    void aPackRunsAndIsVerifiedWhereverTheModelIs() throws Exception {
        assay.run("pack", "r");
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.move(directory.resolve("r.expz"), elsewhere.resolve("r.expz"));
        Files.move(directory.resolve("lab/models"), directory.resolve("models"));
        Command there = new Command(elsewhere);
        Command.Ended ended = there.run("verify", "r.expz", "--models", "../models");
        assertThat(ended.out()).endsWith(" values equal, 0 within tolerance, 0 differ\n");
        assertThat(ended.status()).isZero();
        Command.Ended missing = there.run("verify", "r.expz");
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.err())
                .isEqualTo(
                        "error: the model `models/qilin` is not here; name the directory that holds it with --models\n");
        Command.Ended run = there.run("run", "r.expz", "--models", "..", "--out", "again");
        assertThat(run.status()).isZero();
        assertThat(there.run("diff", "r.expz", "again").out())
                .isEqualTo("results: every bit is expected to be equal\n"
                        + there.run("diff", "r.expz", "again")
                                .out()
                                .lines()
                                .skip(1)
                                .findFirst()
                                .orElseThrow() + "\n")
                .contains(" 0 differ");
        assertThat(elsewhere.resolve("again/script.exp")).exists();
    }

    @Test
    void otherWeightsAreNotedWhenAPackIsRun() throws Exception {
        assay.run("pack", "r");
        Files.writeString(directory.resolve("lab/models/qilin/generation_config.json"), "{}");
        Command.Ended run = assay.run("run", "r.expz", "--models", "lab", "--cells", "3");
        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("note: the file generation_config.json of the model q has changed since the run was started; "
                        + "what is found may differ");
        assertThat(assay.run("verify", "r.expz", "--models", "lab").status()).isEqualTo(3);
    }

    @Test
    void whatIsNoPackIsToldInASentence() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("x.expz"), "no zip");
        assertThat(assay.run("run", "x.expz"))
                .isEqualTo(new Command.Ended(
                        2, "", "error: the packed run x.expz is damaged, or no zip at all; it is not opened\n"));
        assertThat(assay.run("run", "y.expz").err()).isEqualTo("error: there is no packed run `y.expz`\n");
        assertThat(assay.run("pack", "r", "--out", "r.zip").err())
                .isEqualTo("error: a packed run ends in .expz; name it so with --out\n");
    }

    @Test
    void diffTellsWhatWasRunAndWhatWasFound() throws Exception {
        String script = Files.readString(directory.resolve("lab/a.exp"));
        Files.writeString(directory.resolve("lab/a.exp"), script.replace("plot [1, 4, 9]", "print \"done\""));
        Files.writeString(directory.resolve("lab/rows.jsonl"), "{\"a\": 1}\n{\"a\": 3}\n");
        assay.run("run", "lab/a.exp", "--cells", "5", "--seed", "9", "--out", "s");
        Command.Ended ended = assay.run("diff", "r", "s");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).startsWith("""
                        script - plot [1, 4, 9]
                        script + print "done"
                        seed: 42 and 9
                        the file rows.jsonl is not the same
                        results: every bit is expected to be equal
                          rows[1].a: 2 and 3 (another whole number)
                        """).contains("another token was chosen: an argmax moved");
        Command.Ended same = assay.run("diff", "r", "r");
        assertThat(same.status()).isZero();
        assertThat(same.out()).endsWith(" values equal, 0 within tolerance, 0 differ\n");
    }
}
