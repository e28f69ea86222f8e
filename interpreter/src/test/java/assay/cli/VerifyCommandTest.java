package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay verify} as people start it: a script in a directory, the run recorded beside it. */
class VerifyCommandTest {
    @TempDir
    Path directory;

    private Command assay;

    @BeforeEach
    void run() throws Exception {
        assay = new Command(directory);
        Recordings.models(directory.resolve("lab"), "qilin");
        Files.createDirectories(directory.resolve("lab/data"));
        Files.writeString(directory.resolve("lab/data/rows.jsonl"), "{\"a\": 1}\n");
        Files.writeString(directory.resolve("lab/shared.exp"), "let length = 5\n");
        Files.writeString(directory.resolve("lab/a.exp"), """
                seed 42
                param cells = 4
                import "shared.exp"
                model q = "models/qilin"
                let rows = load "data/rows.jsonl"
                let solo = converge q length cells
                print solo.text
                expect solo.iterations > 100, "it does not hold, and that is found again"
                """);
        assertThat(assay.run("run", "lab/a.exp", "--cells", "6", "--seed", "7", "--out", "r")
                        .status())
                .isEqualTo(1);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = directory.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    @Test
    void theSameIsFoundAgain() throws Exception {
        Command.Ended ended = assay.run("verify", "r");
        assertThat(ended.out())
                .matches("recorded on cpu, run again on cpu; every bit is expected to be equal\n"
                        + "\\d+ values equal, 0 within tolerance, 0 differ\n");
        assertThat(ended.status()).isZero();
        assertThat(directory.resolve("runs")).doesNotExist();
        assertThat(assay.run("verify", "r", "--folder", "lab").status()).isZero();
    }

    @Test
    void whatDiffersIsToldByField() throws Exception {
        edit("r/results.json", "\"iterations\" : ", "\"iterations\" : 9");
        edit("r/results.json", "\"status\" : \"failed\"", "\"status\" : \"ok\"");
        Command.Ended ended = assay.run("verify", "r");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out())
                .contains("  solo.iterations: 9")
                .contains("(another whole number)\n")
                .contains("  status: \"ok\" and \"failed\" (another text)\n")
                .contains(" 3 differ\n");
        String json = assay.run("verify", "r", "--json").out();
        assertThat(new ObjectMapper().readTree(json).path("differ").asInt()).isEqualTo(3);
    }

    @Test
    void whatTheRunRestsOnIsLookedAtFirst() throws Exception {
        Files.writeString(directory.resolve("lab/data/rows.jsonl"), "{\"a\": 2}\n");
        Command.Ended data = assay.run("verify", "r");
        assertThat(data.status()).isEqualTo(3);
        assertThat(data.err()).contains("error: the file data/rows.jsonl has changed since the run was started");
        Files.writeString(directory.resolve("lab/data/rows.jsonl"), "{\"a\": 1}\n");
        Files.writeString(directory.resolve("lab/models/qilin/generation_config.json"), "{}");
        Command.Ended model = assay.run("verify", "r");
        assertThat(model.status()).isEqualTo(3);
        assertThat(model.err())
                .contains(
                        "a.exp:4:11: error: the file generation_config.json of the model q has changed since the run was")
                .contains("put it back; with other weights it is another experiment");
    }

    @Test
    void aDirectoryThatIsNowhereIsAskedFor() throws Exception {
        Files.move(
                directory.resolve("lab"),
                Files.createDirectories(directory.resolve("x/y")).resolve("lab"));
        Command.Ended ended = assay.run("verify", "r");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err())
                .contains(
                        "error: the run has read models/qilin, data/rows.jsonl, shared.exp, and neither the current "
                                + "directory nor one in it has that; name the directory that the script was in with --folder\n");
        assertThat(assay.run("verify", "r", "--folder", "x/y/lab").status()).isZero();
    }

    @Test
    void aRunThatWasKilledIsNotCompared() throws Exception {
        Files.delete(directory.resolve("r/results.json"));
        Command.Ended ended = assay.run("verify", "r");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("it has not come to its end; `assay run FILE --resume r` goes on with it");
    }

    @Test
    void theCommandLinesSeedIsTakenOverWhenARunGoesOn() throws Exception {
        assertThat(assay.run("run", "lab/a.exp", "--resume", "r").status()).isEqualTo(1);
        assertThat(new ObjectMapper()
                        .readTree(directory.resolve("r/results.json").toFile())
                        .path("seed")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void aPlanEndsWithTheTime() throws Exception {
        Command.Ended ended = assay.run("plan", "lab/a.exp", "--cells", "6");
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .contains("  a.exp:6: converge q length cells\n      600 passes, 600 positions, ")
                .contains("q takes ")
                .containsPattern("time: at most about \\d");
        assertThat(assay.run("plan", "lab/a.exp", "--quick").out()).doesNotContain("time");
    }
}
