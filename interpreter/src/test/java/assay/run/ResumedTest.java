package assay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.files.Digest;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run that goes on makes of the directory that it finds, which may have been damaged or forged. */
class ResumedTest {
    private static final Path MODELS = Path.of("../examples/models");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path directory;

    private Path script;
    private Path run;
    private String results;
    private List<String> events;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(directory.resolve("qilin"));
        for (String file : List.of("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"))
            Files.copy(
                    MODELS.resolve("qilin").resolve(file),
                    directory.resolve("qilin").resolve(file));
        Files.writeString(directory.resolve("data.jsonl"), "{\"prompt\": \"Grass is\"}\n{\"prompt\": \"Snow is\"}\n");
        Files.writeString(directory.resolve("more.exp"), "define words() {\n    return 3\n}\n");
        script = write("""
                seed 3
                param place = 0..1
                param few = [1, 2]
                param small = 0.1234567890123
                import "more.exp"
                model qilin = "qilin"
                let data = load "data.jsonl"
                let answers = ask qilin data.prompt tokens words() temperature 1
                let compared = benchmark qilin vs qilin on "data.jsonl" score lek tokens 3
                let solo = converge qilin length 3 iterations 1
                let inside = capture qilin "Grass" at place
                let prints = fingerprint(solo)
                repeat 2 {
                    generate qilin "Snow" tokens 3 temperature 1
                }
                save solo to "solo.json"
                save inside to "inside.safetensors"
                save qilin to "copy"
                show solo
                plot solo.history by iteration
                """);
        run = directory.resolve("run");
        InProcess.Said said = InProcess.standard().run(script, Map.of(), run);
        assertThat(said.problems()).isEmpty();
        results = Files.readString(run.resolve("results.json"));
        events = Files.readAllLines(run.resolve("events.jsonl"));
        assertThat(Files.readAllLines(run.resolve("kept.jsonl"))).hasSizeGreaterThan(5);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("a.exp"), text);
    }

    /** The record of the run after it has gone on is the one that it had. */
    private void goesOn() throws IOException {
        InProcess.Said said = InProcess.standard().resume(script, run, Optional.empty());
        assertThat(said.problems()).isEmpty();
        assertThat(run.resolve("results.json")).hasContent(results);
        assertThat(timeless(Files.readAllLines(run.resolve("events.jsonl")))).isEqualTo(timeless(events));
        for (String line : Files.readAllLines(run.resolve("kept.jsonl"))) MAPPER.readTree(line);
    }

    private static List<String> timeless(List<String> events) throws IOException {
        List<String> timeless = new ArrayList<>();
        for (String event : events)
            timeless.add(
                    ((ObjectNode) MAPPER.readTree(event)).without("seconds").toString());
        return timeless;
    }

    private void refuses(String sentence) {
        refuses(() -> InProcess.standard().resume(script, run, Optional.empty()), sentence);
    }

    private static void refuses(ThrowingCallable resume, String sentence) {
        assertThatThrownBy(resume).isInstanceOf(Failure.class).hasMessageContaining(sentence);
    }

    private void change(String file, UnaryOperator<String> change) throws IOException {
        Path path = run.resolve(file);
        Files.writeString(path, change.apply(Files.readString(path)));
    }

    @Test
    void aFinishedRunIsFinishedAgain() throws IOException {
        goesOn();
        assertThat(run.resolve("events.jsonl")).content().isEqualTo(String.join("\n", events) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kept.jsonl", "events.jsonl"})
    void aTornLineIsDoneAgain(String file) throws IOException {
        for (int cut : new int[] {1, 2, 20, 300}) {
            try (RandomAccessFile torn = new RandomAccessFile(run.resolve(file).toFile(), "rw")) {
                torn.setLength(Math.max(0, torn.length() - cut));
            }
            goesOn();
        }
        Files.delete(run.resolve(file));
        goesOn();
    }

    @Test
    void whatAModelSavedBeforeItWasKilledIsWrittenAnew() throws IOException {
        try (var files = Files.list(run.resolve("copy"))) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.move(run.resolve("copy"), run.resolve("copy.part"));
        Files.writeString(run.resolve("copy.part/tokenizer.json"), "{");
        goesOn();
        assertThat(run.resolve("copy/tokenizer.json"))
                .hasSameBinaryContentAs(directory.resolve("qilin/tokenizer.json"));
        assertThat(run.resolve("copy.part")).doesNotExist();
    }

    @Test
    void anotherScriptSeedOrParamIsRefused() throws IOException {
        refuses(() -> InProcess.standard().resume(script, run, Optional.of(4L)), "was started with the seed 3;");
        change("params.json", text -> text.replace("[ 0, 1 ]", "[ 1, 1 ]"));
        InProcess.Said said = InProcess.standard().resume(script, run, Optional.empty());
        assertThat(said.problems()).isEmpty(); // only what was asked of it has changed
        change("params.json", text -> text.replace("\"place\"", "\"there\""));
        assertThat(InProcess.standard().resume(script, run, Optional.empty()).problems())
                .contains("the script has no param `there`");
        write(Files.readString(script) + "print 1\n");
        change("params.json", text -> text.replace("\"there\"", "\"place\""));
        refuses("the script has changed since the run in");
    }

    @Test
    void anotherModelFileEngineOrAssayIsRefused() throws IOException {
        change("lock.json", text -> text.replace("\"name\" : \"cpu\"", "\"name\" : \"mlx\""));
        assertThat(problems()).contains("had the model qilin on the engine mlx, and this is cpu");
        change("lock.json", text -> text.replace("\"name\" : \"mlx\"", "\"name\" : \"cpu\""));
        Path config = directory.resolve("qilin/tokenizer_config.json");
        String before = Files.readString(config);
        Files.writeString(config, before + " ");
        assertThat(problems()).contains("the file tokenizer_config.json of the model qilin has changed since");
        assertThat(problems()).as("and still so after a try").contains("the file tokenizer_config.json");
        Files.writeString(config, before);
        goesOn();
        change("lock.json", text -> text.replace("\"assay\" : \"test\"", "\"assay\" : \"0.0.1\""));
        refuses("was started with Assay 0.0.1, and this is test;");
    }

    private String problems() {
        String problems =
                InProcess.standard().resume(script, run, Optional.empty()).problems();
        assertThat(problems.lines().filter(line -> line.contains("error:"))).hasSize(1);
        return problems;
    }

    /** Experiments that ask something else now are done anew, and the rest is not. */
    @Test
    void changedDataAndImportsAreNoticed() throws IOException {
        Files.writeString(directory.resolve("data.jsonl"), "{\"prompt\": \"Blood is\"}\n");
        Files.writeString(directory.resolve("more.exp"), "define words() {\n    return 4\n}\n");
        assertThat(InProcess.standard().resume(script, run, Optional.empty()).problems())
                .isEmpty();
        Path fresh = directory.resolve("fresh");
        InProcess.standard().run(script, Map.of(), fresh);
        assertThat(run.resolve("results.json")).hasSameTextualContentAs(fresh.resolve("results.json"));
        assertThat(run.resolve("results.json")).content().isNotEqualTo(results);
    }

    @Test
    void whatIsNoRunIsNotResumed() throws IOException {
        run = directory.resolve("qilin");
        refuses("is not the directory of a run");
        run = directory.resolve("nowhere");
        refuses("is not the directory of a run");
        run = script;
        refuses("is not the directory of a run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "3", "{\"seed\": \"x\"}", "{\"seed\": 1e99}", "{\"seed\": 3, \"seed\": 3}"})
    void damagedParamsAreASentence(String text) throws IOException {
        Files.writeString(run.resolve("params.json"), text);
        refuses("cannot go on (");
    }

    @Test
    void aDamagedLockIsASentence() throws IOException {
        Files.writeString(run.resolve("lock.json"), "[".repeat(100_000));
        refuses("cannot go on (");
        Files.writeString(run.resolve("lock.json"), "{\"models\": [], \"engine\": 3, \"adapters\": {\"a\": 1}}");
        goesOn();
        Files.writeString(run.resolve("lock.json"), "{\"models\": {\"qilin\": {\"files\": 3}}}");
        assertThat(problems()).contains("had the model qilin on the engine");
    }

    /** Whatever is planted in a run directory, nothing is read or written elsewhere, and nothing waits for it. */
    @Test
    void linksAndPipesAreRefused() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "secret");
        for (String name : List.of("kept.jsonl", "events.jsonl", "results.json.part", "solo.json", "lock.json", "deep"))
            for (Path target : List.of(secret, directory, Path.of("/dev/zero"), directory.resolve("none"))) {
                Path planted = run.resolve(name);
                boolean was = Files.exists(planted);
                if (was) Files.move(planted, directory.resolve("aside"));
                Files.createSymbolicLink(planted, target);
                refuses(name + " is no ordinary file");
                Files.delete(planted);
                if (was) Files.move(directory.resolve("aside"), planted);
            }
        Path pipe = run.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refuses("pipe is no ordinary file");
        Files.delete(pipe);
        assertThat(secret).hasContent("secret");
        goesOn();
    }

    /** Lines of another run, of none, and of no program: the results are those of the script. */
    @Test
    void aForgedLineIsNotBelieved() throws IOException {
        List<String> kept = Files.readAllLines(run.resolve("kept.jsonl"));
        List<String> values = List.of(
                "null",
                "[]",
                "{}",
                "-1",
                "\"text\"",
                "{\"verb\":\"battle\"}",
                "{\"verb\":\"converge\"}",
                "{\"verb\":\"nothing\"}",
                "{\"verb\":\"capture\",\"activations\":{\"tensor\":\"a\",\"axes\":[],\"shape\":[-1,-1],\"data\":[1]}}",
                "{\"verb\":\"capture\",\"activations\":{\"tensor\":\"a\",\"axes\":3,\"shape\":{},\"data\":[]}}",
                "{\"model\":\"qilin\"}",
                "{\"procedure\":\"f\"}",
                "{\"range\":[1]}",
                "{\"columns\":[\"a\",\"a\"],\"rows\":[[1,2]]}",
                "1e999",
                "[".repeat(900) + "]".repeat(900),
                "[[{\"text\":\"x\",\"tokens\":[1],\"logprobs\":[],\"written\":1}]]",
                "[{\"text\":\"x\",\"tokens\":[1e9],\"logprobs\":[0],\"written\":1}]");
        for (String value : values) {
            StringBuilder forged = new StringBuilder("[\n\u0000\n{\"experiment\":{}}\n");
            for (String line : kept) {
                JsonNode entry = MAPPER.readTree(line);
                forged.append(((ObjectNode) entry).without("value").toString().replaceFirst("}$", ",\"value\":"))
                        .append(value)
                        .append("}\n");
                if (MAPPER.readTree("[" + value.replace("1e999", "1") + "]").get(0) instanceof JsonNode tree)
                    forged.append(line(entry, tree)).append('\n');
            }
            Files.writeString(run.resolve("kept.jsonl"), forged);
            goesOn();
        }
    }

    /** A line with a digest that is right, as somebody who knows the format can write it. */
    private static String line(JsonNode entry, JsonNode value) {
        ObjectNode line = ((ObjectNode) entry).deepCopy();
        line.put("digest", Digest.of(value.toString()));
        line.set("value", value);
        return line.toString();
    }

    @Test
    void changedBytesAreNoticed() throws IOException {
        byte[] kept = Files.readAllBytes(run.resolve("kept.jsonl"));
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            byte[] changed = kept.clone();
            for (int n = random.nextInt(8); n >= 0; n--)
                changed[random.nextInt(kept.length)] = (byte) random.nextInt(256);
            Files.write(run.resolve("kept.jsonl"), changed);
            goesOn();
        }
    }

    @Test
    void hugeFilesAreNotReadWhole() throws IOException {
        for (String name : List.of("kept.jsonl", "events.jsonl", "params.json", "lock.json")) {
            Path file = run.resolve(name);
            String before = Files.readString(file);
            try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                huge.setLength(5L << 30); // sparse
            }
            if (name.endsWith(".jsonl")) goesOn();
            else {
                refuses("more than the");
                Files.writeString(file, before);
            }
        }
    }

    @Test
    void linesOfAnotherRunAreNotUsed() throws IOException {
        Path other = directory.resolve("other");
        String text = Files.readString(script).replace("seed 3", "seed 4");
        InProcess.standard().run(Files.writeString(directory.resolve("b.exp"), text), Map.of(), other);
        Files.copy(other.resolve("kept.jsonl"), run.resolve("kept.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        goesOn();
    }
}
