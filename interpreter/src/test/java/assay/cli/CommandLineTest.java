package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as people and programs start it: exit statuses, and what goes to which stream. */
class CommandLineTest {
    private static final Path MODELS =
            Path.of("../examples/models").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Command assay;

    @BeforeEach
    void command() {
        assay = new Command(directory);
    }

    private void script(String name, String... lines) throws IOException {
        Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    }

    private static String model(String name) {
        return "model " + name + " = \"" + MODELS.resolve(name) + "\"";
    }

    @Test
    void resultsGoToStandardOutputAndTheRestToStandardError() throws Exception {
        script("a.exp", "seed 1", "print \"hello\"", "expect 1 < 2");
        Command.Ended ended = assay.run("run", "a.exp");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isEqualTo("hello\nexpect 1 < 2: held (1 and 2)\n");
        assertThat(ended.err()).contains("expectations: 1 held, 0 failed").contains("seed 1");
    }

    @Test
    void aFailedExpectationEndsWithOneAfterTheScriptHasFinished() throws Exception {
        script("a.exp", "expect 1 > 2, \"no\"", "print \"finished\"");
        Command.Ended ended = assay.run("run", "a.exp", "--quiet");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).contains("FAILED").endsWith("finished\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aWrongScriptEndsWithTwoAndRunsNothing() throws Exception {
        script("a.exp", "print \"before\"", "print nothing");
        Command.Ended ended = assay.run("run", "a.exp");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("a.exp:2:7: error: `nothing` is not defined");
        assertThat(directory.resolve("runs")).doesNotExist();
    }

    @Test
    void aBrokenModelEndsWithThreeAndNamesModelAndFile() throws Exception {
        Path broken = Files.createDirectory(directory.resolve("broken"));
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(MODELS.resolve("qilin").resolve(file), broken.resolve(file));
        }
        Files.writeString(broken.resolve("model.safetensors"), "not safetensors");
        script("a.exp", "model m = \"broken\"", "print \"start\"", "let a = converge m length 4");
        Command.Ended ended = assay.run("run", "a.exp");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("start\n");
        assertThat(ended.err())
                .contains("model.safetensors")
                .contains("model m: ")
                .doesNotContain("at assay.");
        assertThat(results(directory).get("status").asText()).isEqualTo("error");
    }

    @Test
    void formatsInPlaceAndChecksWithoutTouching() throws Exception {
        script("a.exp", "let   x=1 # one", "print  x");
        assertThat(assay.run("fmt", "--check", "a.exp").status()).isEqualTo(1);
        assertThat(directory.resolve("a.exp")).content().startsWith("let   x=1");
        assertThat(assay.run("fmt", "a.exp").status()).isZero();
        assertThat(directory.resolve("a.exp")).hasContent("let x = 1  # one\nprint x\n");
        assertThat(assay.run("fmt", "--check", "a.exp").status()).isZero();
        script("b.exp", "let x = (");
        assertThat(assay.run("fmt", "b.exp").status()).isEqualTo(2);
        assertThat(directory.resolve("b.exp")).content().startsWith("let x = (");
    }

    @Test
    void jsonIsOneDocumentOnStandardOutput() throws Exception {
        script("a.exp", "seed 3", "let x = [1, 2]", "print \"for people\"", "expect x == [1], \"why\"");
        Command.Ended ended = assay.run("run", "a.exp", "--json");
        assertThat(ended.status()).isEqualTo(1);
        JsonNode document = new ObjectMapper().readTree(ended.out());
        assertThat(document.get("script").asText()).isEqualTo("a.exp");
        assertThat(document.get("seed").asInt()).isEqualTo(3);
        assertThat(document.get("engine").asText()).isEqualTo("cpu");
        assertThat(document.at("/results/x/1").asInt()).isEqualTo(2);
        assertThat(document.at("/expectations/0/held").asBoolean()).isFalse();
        assertThat(document.at("/expectations/0/why").asText()).isEqualTo("why");
        assertThat(document.get("status").asText()).isEqualTo("failed");
        assertThat(ended.err()).contains("for people");
    }

    @Test
    void checksToJsonWithEveryProblemOfEveryScript() throws Exception {
        script("a.exp", "print nothing");
        script("b.exp", "let x = 1", "let y = converge lenght 3 ");
        Command.Ended ended = assay.run("check", "--json", "a.exp", "b.exp", "c.exp");
        assertThat(ended.status()).isEqualTo(2);
        JsonNode document = new ObjectMapper().readTree(ended.out());
        assertThat(document.get("status").asText()).isEqualTo("error");
        assertThat(document.get("problems"))
                .extracting(problem -> problem.get("script").asText())
                .containsExactly("a.exp", "b.exp", "b.exp", "c.exp");
        assertThat(document.at("/problems/2/suggestion").asText()).isEqualTo("length");
        assertThat(document.at("/problems/3/title").asText()).contains("c.exp");
        assertThat(ended.err()).contains("a.exp:1:7: error").contains("error: there is no script");
        script("d.exp", "let x = 1");
        Command.Ended sound = assay.run("check", "--json", "d.exp");
        assertThat(sound.status()).isZero();
        assertThat(new ObjectMapper().readTree(sound.out()).toString())
                .isEqualTo("{\"status\":\"ok\",\"problems\":[]}");
    }

    @Test
    void jsonIsThereWhateverGoesWrong() throws Exception {
        script("a.exp", "print nothing");
        JsonNode wrong =
                new ObjectMapper().readTree(assay.run("run", "a.exp", "--json").out());
        assertThat(wrong.get("status").asText()).isEqualTo("error");
        assertThat(wrong.at("/problems/0/line").asInt()).isEqualTo(1);
        JsonNode missing =
                new ObjectMapper().readTree(assay.run("run", "b.exp", "--json").out());
        assertThat(missing.at("/problems/0/title").asText()).contains("b.exp");
        JsonNode misused =
                new ObjectMapper().readTree(assay.run("run", "--json").out());
        assertThat(misused.get("status").asText()).isEqualTo("error");
    }

    @Test
    void paramsStandAnywhere() throws Exception {
        script("a.exp", "param length = 20", "param quick = no", "param name = \"x\"", "print length, quick, name");
        assertThat(assay.run("run", "--length", "40", "a.exp", "--quick", "--name=a b")
                        .out())
                .isEqualTo("40 yes a b\n");
        Command.Ended unknown = assay.run("run", "a.exp", "--lenght", "40");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean `--length`?");
        Command.Ended wrong = assay.run("run", "a.exp", "--length", "abc");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("a.exp:1:7: error: `--length abc`");
    }

    @Test
    void aScriptCanComeFromStandardInput() throws Exception {
        Process process = assay.start(Map.of(), "run", "-");
        process.getOutputStream().write("print 1 + 1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(assay.end(process).out()).isEqualTo("2\n");
    }

    @Test
    void theSameScriptAndSeedGiveTheSameResultsByteForByte() throws Exception {
        script(
                "a.exp",
                "seed 5",
                model("qilin"),
                model("alpaka"),
                "let solo = converge qilin length 8 mode single",
                "let war = battle qilin vs alpaka length 3 iterations 1",
                "repeat 2 {",
                "    converge qilin length 6",
                "}");
        assertThat(assay.run("run", "a.exp", "--out", "one").status()).isZero();
        assertThat(assay.run("run", "a.exp", "--out", "two").status()).isZero();
        assertThat(directory.resolve("one/results.json")).hasSameBinaryContentAs(directory.resolve("two/results.json"));
        assertThat(directory.resolve("one/lock.json")).hasSameBinaryContentAs(directory.resolve("two/lock.json"));
        assertThat(directory.resolve("one/script.exp")).hasSameBinaryContentAs(directory.resolve("a.exp"));
        JsonNode lock =
                new ObjectMapper().readTree(directory.resolve("one/lock.json").toFile());
        assertThat(lock.at("/models/qilin/files").get("model.safetensors").asText())
                .hasSize(64);
        assertThat(lock.at("/engine/name").asText()).isEqualTo("cpu");
        JsonNode params =
                new ObjectMapper().readTree(directory.resolve("one/params.json").toFile());
        assertThat(params.get("seed").asInt()).isEqualTo(5);
        Command.Ended other = assay.run("run", "a.exp", "--seed", "6", "--out", "three");
        assertThat(other.status()).isZero();
        assertThat(results(directory.resolve("three")).get("seed").asInt()).isEqualTo(6);
        assertThat(Files.readString(directory.resolve("three/results.json")))
                .isNotEqualTo(Files.readString(directory.resolve("one/results.json")));
        assertThat(assay.run("run", "a.exp", "--out", "one").status()).isEqualTo(2);
    }

    @Test
    void controlCLeavesARecordAndEndsWith130() throws Exception {
        script(
                "a.exp",
                "print \"started\"",
                "let x = 1",
                model("qilin"),
                model("alpaka"),
                "let war = battle qilin vs alpaka length 60 replicates 4 block 1000000 iterations 1000000",
                "print \"never\"");
        Process process = assay.start(Map.of(), "run", "a.exp", "--out", "run");
        Path lock = directory.resolve("run/lock.json");
        while (process.isAlive()
                && !(Files.exists(lock) && Files.readString(lock).contains("alpaka"))) Thread.sleep(20);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        Command.Ended ended = assay.end(process);
        assertThat(ended.status()).isEqualTo(130);
        assertThat(ended.out()).isEqualTo("started\n");
        assertThat(ended.err()).contains("interrupted");
        List<String> events = Files.readAllLines(directory.resolve("run/events.jsonl"));
        assertThat(events).hasSize(4);
        for (String event : events)
            assertThat(new ObjectMapper().readTree(event).has("kind")).isTrue();
        assertThat(results(directory.resolve("run")).get("status").asText()).isEqualTo("interrupted");
        assertThat(results(directory.resolve("run")).at("/results/x").asInt()).isEqualTo(1);
    }

    @Test
    void aRunMakesADirectoryOfItsOwn() throws Exception {
        script("a.exp", "let x = 1", "plot [1, 4, 9]", "save x to \"x.json\"");
        assertThat(assay.run("run", "a.exp").status()).isZero();
        assertThat(assay.run("run", "a.exp").status()).isZero();
        try (var runs = Files.list(directory.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(2).allSatisfy(run -> {
                assertThat(run.getFileName().toString()).matches("a-\\d{8}-\\d{6}-\\d+");
                assertThat(run.resolve("charts/1.svg")).exists();
                assertThat(run.resolve("x.json")).hasContent("1");
            });
        }
    }

    @Test
    void whatCannotBeAScriptIsNamed() throws Exception {
        Files.write(directory.resolve("binary.exp"), new byte[] {(byte) 0xff, 0, 1});
        assertThat(assay.run("run", "missing.exp").err()).contains("there is no script `missing.exp`");
        assertThat(assay.run("run", ".").err()).contains("is a directory");
        assertThat(assay.run("run", "binary.exp").err()).contains("not UTF-8 text");
        Command.Ended none = assay.run("run");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("FILE");
    }

    @Test
    void checkReportsEveryScript() throws Exception {
        script("good.exp", "print 1");
        script("bad.exp", "print x", "print y");
        Command.Ended ended = assay.run("check", "good.exp", "bad.exp", "missing.exp");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("bad.exp:1:7").contains("bad.exp:2:7").contains("missing.exp");
        assertThat(assay.run("check", "good.exp")).isEqualTo(new Command.Ended(0, "", ""));
    }

    @Test
    void theEngineThatIsNotThereIsNamed() throws Exception {
        script("a.exp", "print 1");
        Command.Ended mlx = assay.run("run", "a.exp", "--engine", "mlx");
        assertThat(mlx.status()).isEqualTo(3);
        assertThat(mlx.err()).contains("MLX is not installed: there is no no-mlx-here");
        assertThat(assay.run("run", "a.exp", "--engine", "auto").status()).isZero();
    }

    @Test
    void helpKnowsEveryWord() throws Exception {
        assertThat(assay.run("help").out()).contains("run", "check", "expect CONDITION", "battle", "median");
        assertThat(assay.run("help", "battle").out()).contains("vs B", "length", "territory", "Example");
        Command.Ended unknown = assay.run("help", "batle");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean `battle`?");
        assertThat(assay.run("version").out()).matches("assay \\d+\\.\\d+\\.\\d+, Java .*\\R");
        assertThat(assay.run("rnu").err()).contains("did you mean `run`?");
        assertThat(assay.run("run", "--help").out()).contains("--seed");
    }

    @Test
    void aScriptStartsWithoutACommand() throws Exception {
        script("a.exp", "#!/usr/bin/env assay", "param length = 20", "print length");
        assertThat(assay.run("a.exp", "--length", "7").out()).isEqualTo("7\n");
        assertThat(assay.run("b.exp").err()).contains("there is no script `b.exp`");
    }

    @Test
    void aMisusedCommandSaysWhatItNeeds() throws Exception {
        script("a.exp", "print 1");
        assertThat(said("run")).contains("`assay run` needs FILE");
        assertThat(said("run", "a.exp", "b.exp")).contains("`assay run` cannot take `b.exp` as well");
        assertThat(said("run", "a.exp", "-x")).contains("`assay run` has no option `-x`");
        assertThat(said("run", "a.exp", "--seed")).contains("`--seed` needs a value");
        assertThat(said("run", "a.exp", "--seed", "1", "--seed", "2")).contains("`--seed` is given twice");
        assertThat(said("run", "a.exp", "--seed", "abc")).contains("from 0 to 2^53, not `abc`");
        assertThat(said("run", "a.exp", "--out", "")).contains("--out needs the path of a directory");
        assertThat(said("run", "a.exp", "--out", "a.exp")).contains("`a.exp` is a file");
    }

    private String said(String... arguments) throws Exception {
        Command.Ended ended = assay.run(arguments);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        return ended.err();
    }

    @Test
    void aTextThatDoublesIsNotComputedByTheCheck() throws Exception {
        List<String> lines = new ArrayList<>(List.of("let x0 = \"aaaaaaaaaa\"", "let y0 = \"aaaaaaaaaa\""));
        for (int i = 0; i < 40; i++) {
            lines.add("let x%d = x%d + x%d".formatted(i + 1, i, i));
            lines.add("let y%d = \"{y%d}{y%d}\"".formatted(i + 1, i, i));
        }
        script("a.exp", lines.toArray(String[]::new));
        assertThat(assay.run("check", "a.exp")).isEqualTo(new Command.Ended(0, "", ""));
    }

    private static JsonNode results(Path directory) throws IOException {
        Path file = directory.resolve("results.json");
        if (Files.exists(file)) return new ObjectMapper().readTree(file.toFile());
        try (var runs = Files.list(directory.resolve("runs"))) {
            return new ObjectMapper()
                    .readTree(runs.findFirst()
                            .orElseThrow()
                            .resolve("results.json")
                            .toFile());
        }
    }
}
