package assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.io.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts, models and files that mean harm, or make no sense: each ends with a sentence, soon and within its directory. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTest {
    private static final Path QILIN = Path.of("../examples/models/qilin");

    private static final byte[] SIGNS = "\"{}[]0129,:".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Path folder;
    private int runs;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(directory.resolve("in"));
        Files.writeString(directory.resolve("secret.csv"), "a\nsecret\n");
        copy("qilin");
    }

    private Path copy(String name) throws IOException {
        Path model = Files.createDirectories(folder.resolve(name));
        for (String file : List.of("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"))
            Files.copy(QILIN.resolve(file), model.resolve(file));
        return model;
    }

    private InProcess.Said run(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("a.exp"), text + "\n");
        InProcess.Said said = InProcess.standard().run(script, Map.of(), directory.resolve("run" + runs++));
        assertThat(said.problems()).as(text).doesNotContain("internal error", "Exception");
        return said;
    }

    /** One error, and a sentence. */
    private void refuses(String text, String sentence) throws IOException {
        String problems = run(text).problems();
        assertThat(problems.lines().filter(line -> line.contains("error:"))).hasSize(1);
        assertThat(problems).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repeat 1e15 {~}|has computed for too long",
                "for x in 1..1000000 {~    for y in 1..1000000 {~    }~}|has computed for too long",
                "define d(s, n) {~    if n == 0 {~        return s~    }~    return d(([{a: s}, {a: s}] where yes), n - 1)~}"
                        + "~let t = d(1, 60)|this value is too large",
                "define d(s, n) {~    if n == 0 {~        return s~    }~    return d([s], n - 1)~}"
                        + "~let t = d(d(d(d(d(d(d(1, 150), 150), 150), 150), 150), 150), 150)|nested too deeply",
                "define d(s, n) {~    if n == 0 {~        return s~    }~    return d({a: s}, n - 1)~}"
                        + "~let t = d(d(1, 150), 150)|nested too deeply",
                "define d(s, n) {~    if n == 0 {~        return s~    }~    return d(([{a: s}] where yes), n - 1)~}"
                        + "~let t = d(d(1, 150), 150)|nested too deeply",
            })
    void nothingRunsOrGrowsForEver(String script, String sentence) throws IOException {
        refuses(script.replace("~", "\n"), sentence);
    }

    @Test
    void theDeepestValueIsRecordedSavedAndShown() throws IOException {
        run("let t = " + "[".repeat(90) + "1" + "]".repeat(90)
                + "\nlet u = [{a: t}]\nsave u to \"u.json\"\nshow u\nexpect u == u");
        assertThat(directory.resolve("run0/u.json")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep", "number", "many"})
    void dataThatIsTooMuchIsASentence(String kind) throws IOException {
        String text =
                switch (kind) {
                    case "deep" -> "[".repeat(900) + "]".repeat(900);
                    case "number" -> "[" + "9".repeat(900) + "]";
                    default -> "[1e999999999]";
                };
        Files.writeString(folder.resolve("x.json"), text);
        InProcess.Said said = run("let x = load \"x.json\"\nshow x\nsave x to \"y.json\"");
        assertThat(said.problems()).contains("a.exp:1:14: error: ").hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat_template.jinja", "special_tokens_map.json", "more.safetensors", "notes.json"})
    void whatAModelsLinksLeadToIsNotRead(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve("qilin").resolve(name), directory.resolve("secret.csv"));
        refuses("model m = \"qilin\"\nask m \"x\" tokens 1", "holds the link " + name + ", which leads out");
        Files.delete(folder.resolve("qilin").resolve(name));
        Files.createSymbolicLink(folder.resolve("qilin").resolve(name), Path.of("/dev/zero"));
        refuses("model m = \"qilin\"\nask m \"x\" tokens 1", "holds " + name + ", which is no file");
    }

    @Test
    void aModelOfTheUsersOwnMayBeMadeOfLinks() throws IOException {
        Path cache = Files.createDirectories(directory.resolve("cache"));
        Files.move(folder.resolve("qilin"), cache.resolve("blobs"));
        Path snapshot = Files.createDirectories(cache.resolve("snapshots/1"));
        try (var files = Files.list(cache.resolve("blobs"))) {
            for (Path file : files.toList()) Files.createSymbolicLink(snapshot.resolve(file.getFileName()), file);
        }
        assertThat(run("model m = \"" + snapshot + "\"\nask m \"x\" tokens 1").problems())
                .isEmpty();
        Files.createSymbolicLink(folder.resolve("mine"), snapshot);
        assertThat(run("model m = \"mine\"\nask m \"x\" tokens 1").problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat_template.jinja", "generation_config.json", "adapter_config.json"})
    void pipesAreNotWaitedFor(String name) throws Exception {
        Path pipe = folder.resolve("qilin").resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refuses("model m = \"qilin\"\nask m \"x\" tokens 1", "holds " + name + ", which is no file");
        refuses(
                "model m = \"" + QILIN.toAbsolutePath() + "\"\nlet a = adapt m with \"qilin\"",
                "holds " + name + ", which is no file");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("x.csv").toString())
                        .start()
                        .waitFor())
                .isZero();
        refuses("let x = load \"x.csv\"", "`x.csv` is not a file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% for a in range(999999) %}{% for b in range(999999) %}{% endfor %}{% endfor %}",
                "{{ 'x' * 100000000000 }}",
                "{% set s = namespace(s='ab') %}{% for i in range(60) %}{% set s.s = s.s + s.s %}{% endfor %}{{ s.s }}",
                "{{ 'ab' * 8000000 }}",
                "{{ 'x ' * 3000000 }}",
                "{{ messages | tojson * 9999999 }}",
                "{% for",
            })
    void aTemplateThatMeansHarmIsASentence(String template) throws IOException {
        Files.writeString(folder.resolve("qilin/chat_template.jinja"), template);
        assertThat(run("model m = \"qilin\"\nask m \"x\" tokens 1").problems().lines())
                .filteredOn(line -> line.contains("error:"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "benchmark qilin vs qilin on [] score lek|no column `prompt`",
                "benchmark qilin vs qilin on [{}] score lek|no column `prompt`",
                "benchmark qilin vs qilin on [{prompt: \"a\"}, {prompt: none}] score lek|a question is missing",
                "benchmark qilin vs qilin on [{prompt: \"a\", expected: none}] score exact|no `expected` answer",
                "steer qilin green->red alpha []|`alpha` is an empty list",
                "steer qilin along [] alpha 1|the list of directions is empty",
                "steer qilin green->red layers []|the list of layers is empty",
                "steer qilin green->green|both are `green`",
                "direction red->red on qilin|both are `red`",
                "direction a->b on qilin from [\"\"]|has no {concept}",
                "direction a->b on qilin from [\"{concept}\"]|at least 5 templates",
                "similarity qilin on [] by c|no column",
                "similarity qilin on [{c: \"a\", prompt: \"x\"}] by c|one condition only",
                "similarity qilin on [{c: \"a\", prompt: \"x\"}, {c: \"b\", prompt: \"\"}] by c|",
                "similarity qilin on [{c: none, prompt: \"x\"}, {c: 3, prompt: \"y\"}] by c|",
                "probe qilin on [{k: \"a\", prompt: \"x\"}, {k: \"b\", prompt: \"x\"}] by k folds 2|has 1 rows",
                "trace qilin \"\" from \"\"|no difference to trace",
                "trace qilin \"a\" from \"\"|the prompts have 9 and 8 tokens",
                "ask (patch qilin from \"a\" at 0 positions 99) \"x\"|no position 99",
                "ask (patch qilin from \"a\" at 0 positions -99) \"x\"|no position -99",
                "ask (patch qilin from \"a\" at 0 positions []) \"x\"|the list of positions is empty",
            })
    void argumentsThatMakeNoSenseAreASentence(String phrase, String sentence) throws IOException {
        InProcess.Said said = run("model qilin = \"qilin\"\nseed 1\nlet r = " + phrase + "\nshow r");
        if (sentence != null) assertThat(said.problems()).contains(sentence);
    }

    @Test
    void tensorsOfOneNameAreNotSavedOverEachOther() throws IOException {
        refuses(
                "model q = \"qilin\"\nlet a = capture q \"x\" at 0\nlet b = capture q \"y\" at 1\nsave [a, b] to \"x.safetensors\"",
                "two tensors here are called");
    }

    private static final String USE = """
            model qilin = "qilin"
            let d = load "d.safetensors"
            show d
            print d
            save d to "again.safetensors"
            """;

    private byte[] direction() throws IOException {
        assertThat(
                        run("model q = \"qilin\"\nsave direction green->red on q method mean_difference to \"d.safetensors\"")
                                .problems())
                .isEmpty();
        return Files.readAllBytes(directory.resolve("run0/d.safetensors"));
    }

    private void used(byte[] file) throws IOException {
        Files.write(folder.resolve("d.safetensors"), file);
        run(USE);
        run("model qilin = \"qilin\"\nlet d = load \"d.safetensors\"\nlet s = steer qilin along d layers 0\n"
                + "ask s \"x\" tokens 1\nlet t = steer qilin along [d, d]\nask t \"x\" tokens 1");
        run("model qilin = \"qilin\"\nlet d = load \"d.safetensors\"\nplot d\nsave d to \"x.svg\"");
        run("model qilin = \"qilin\"\nlet d = load \"d.safetensors\"\nsave d to \"x.gguf\"");
        run("let d = load \"d.safetensors\"\nlet f = fingerprint(d)\nshow f");
    }

    @Test
    void flippedBytesOfADirection() throws IOException {
        byte[] sound = direction();
        Random random = new Random(7);
        int header = 8 + ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt();
        for (int i = 0; i < 40; i++) {
            byte[] changed = sound.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                int at = random.nextInt(i % 4 == 0 ? sound.length : header);
                changed[at] = i % 2 == 0 ? (byte) random.nextInt() : SIGNS[random.nextInt(SIGNS.length)];
            }
            used(changed);
        }
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            used(noise);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "null",
                "{}",
                "[",
                "{\"verb\": \"direction\"}",
                "[{\"verb\": \"direction\"}]",
                "{\"a\": {\"verb\": \"direction\"}}",
                "{\"columns\": [\"a\"], \"rows\": [[{\"verb\": \"direction\"}]]}",
                "{\"verb\": \"battle\"}",
                "{\"verb\": \"none\"}",
                "{\"verb\": \"capture\", \"activations\": {\"tensor\": \"t\", \"axes\": [], \"shape\": []}}",
                "{\"tensor\": \"t\", \"axes\": [\"a\", \"b\"], \"shape\": [-1, -2]}",
                "{\"tensor\": \"t\", \"axes\": [\"a\"], \"shape\": [3]}",
                "{\"tensor\": \"t\", \"axes\": 3, \"shape\": [2]}",
                "{\"tensor\": \"t\", \"axes\": [\"a\", \"b\"], \"shape\": [65536, 65536]}",
                "{\"tensor\": \"missing\", \"axes\": [\"a\"], \"shape\": [3]}",
                "{\"model\": \"qilin\"}",
                "{\"range\": [0, 2000000000]}",
                "{\"pair\": [3]}",
            })
    void aForgedValueIsASentence(String value) throws IOException {
        used(forged(value));
    }

    private byte[] forged(String value) throws IOException {
        Path file = folder.resolve("forged.safetensors");
        SafetensorsWriter.write(
                file,
                List.of(SafetensorsWriter.floats("t", new int[] {2}, new float[] {1, 2})),
                Map.of("assay", value));
        return Files.readAllBytes(file);
    }

    /** Every field of a direction in turn is something of its type that no direction has. */
    @Test
    void aDirectionWithOtherFieldsIsASentence() throws IOException {
        Map<String, String> tensors = Map.of(
                "vectors", "{\"tensor\": \"t\", \"axes\": [\"a\"], \"shape\": [2]}",
                "ends", "{\"tensor\": \"t\", \"axes\": [\"a\", \"b\"], \"shape\": [1, 2]}");
        for (String layers : List.of("[]", "[-1]", "[99]", "[1e15]", "[0]"))
            for (String table :
                    List.of("{\"columns\": [], \"rows\": []}", "{\"columns\": [\"layer\"], \"rows\": [[null]]}"))
                used(forged("{\"verb\": \"direction\", \"from\": \"a\", \"to\": \"b\", \"vectors\": "
                        + tensors.get("vectors")
                        + ", \"ends\": " + tensors.get("ends") + ", \"accuracy\": " + table + ", \"layers\": " + layers
                        + ", \"effects\": " + table
                        + ", \"alpha\": 1e300, \"mode\": \"add\", \"method\": \"m\", \"model\": \"m\", \"architecture\": \"\","
                        + " \"templates\": 5, \"forward_positions\": 3}"));
    }
}
