package assay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.files.Digest;
import assay.files.FileVerbs;
import assay.files.State;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import assay.lib.verb.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has not changed since the last run of a script is not computed again, and what has is. */
class EarlierTest {
    private static final Seal SEAL = new Seal(new byte[32]);

    private static final String SCRIPT = """
            seed 3
            model q = "qilin"
            let words = load "words.csv"
            let solo = converge q length 6 iterations 1
            let said = generate q "The sky is" tokens 3 temperature 1
            let red = steer q green->red layers 1 alpha 1.5
            let steered = generate red "Grass is" tokens 2
            let rows = benchmark q vs red on words score lek tokens 2
            define good(answer) {
                let more = generate q answer tokens 1
                return 1
            }
            let own = benchmark q vs q on words score good tokens 2
            save solo to "solo.json"
            show rows
            """;

    /** A file is read, a model is made, and nobody knows what a procedure does before it is called. */
    private static final List<String> ALWAYS = List.of("load", "steer", "benchmark");

    @TempDir
    Path directory;

    private Path script;
    private final List<String> computed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int runs;

    @BeforeEach
    void model() throws IOException {
        Path model = Files.createDirectories(directory.resolve("in/qilin"));
        for (String file : List.of("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"))
            Files.copy(Path.of("../examples/models/qilin").resolve(file), model.resolve(file));
        Files.writeString(directory.resolve("in/words.csv"), "prompt\nThe sky is\nBlood is\n");
        script = Files.writeString(directory.resolve("in/a.exp"), SCRIPT);
    }

    /** Notes which verbs are run. */
    private record Watched(Verb verb, List<String> computed) implements Verb {
        @Override
        public VerbSpec spec() {
            return verb.spec();
        }

        @Override
        public Value run(Call call, Lab lab) {
            computed.add(spec().name());
            return verb.run(call, lab);
        }
    }

    private Path run(Earlier earlier) throws IOException {
        computed.clear();
        told.clear();
        InProcess watched = new InProcess(folder -> new Verbs(FileVerbs.table(folder).all().stream()
                .<Verb>map(verb -> new Watched(verb, computed))
                .toList()));
        Path run = directory.resolve("run" + runs++);
        InProcess.Said said = watched.after(earlier, script, Map.of(), run);
        assertThat(said.problems()).isEmpty();
        return run;
    }

    private Earlier from(Path run) {
        return Earlier.from(Optional.of(SEAL), run, told::add);
    }

    private Path first() throws IOException {
        return run(Earlier.fresh(Optional.of(SEAL)));
    }

    private static String record(Path run) throws IOException {
        String events = Files.readString(run.resolve("events.jsonl")).replaceAll(",\"seconds\":[-+.\\dE]+}", "}");
        return events
                + Files.readString(run.resolve("results.json"))
                + Files.readString(run.resolve("lock.json"))
                + Files.readString(run.resolve("solo.json"));
    }

    @Test
    void onlyWhatMayHaveChangedIsComputed() throws IOException {
        Path first = first();
        assertThat(computed).containsSubsequence("converge", "generate", "steer", "generate", "benchmark", "benchmark");
        Path second = run(from(first));
        assertThat(computed).isEqualTo(ALWAYS);
        assertThat(told).singleElement().asString().contains(first.toString(), "--fresh");
        assertThat(record(second)).isEqualTo(record(first));
        run(from(second));
        assertThat(computed).isEqualTo(ALWAYS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "iterations 1|iterations 2|converge",
                "The sky is|The sea is|generate",
                "alpha 1.5|alpha 1.25|generate,benchmark",
                "seed 3|seed 4|converge,generate,generate,benchmark,generate,generate,generate,generate",
                "seed 3|param p = 1~seed 3|",
                "let said|let other|",
                "show rows|show rows~let more = generate q \"Grass is\" tokens 2|generate",
            })
    void aChangedStatementIsComputedWithWhatRestsOnIt(String old, String other, String again) throws IOException {
        Path first = first();
        Files.writeString(script, SCRIPT.replace(old, other.replace('~', '\n')));
        run(from(first));
        List<String> expected = new ArrayList<>(ALWAYS);
        if (again != null) expected.addAll(List.of(again.split(",")));
        assertThat(computed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void anotherModelOrFileIsAnotherExperiment() throws IOException {
        Path first = first();
        Files.writeString(directory.resolve("in/words.csv"), "prompt\nThe sky is\nGrass is\n");
        run(from(first));
        assertThat(computed).filteredOn("benchmark"::equals).hasSize(2);
        assertThat(computed).doesNotContain("converge");
        Path config = directory.resolve("in/qilin/tokenizer_config.json");
        Files.writeString(config, Files.readString(config) + "\n");
        run(from(first));
        assertThat(computed).contains("converge", "generate");
    }

    @Test
    void twoDirectionsOfOneNameAreTwo() throws IOException {
        Files.writeString(
                script, """
                seed 1
                model q = "qilin"
                save direction green->red on q layers LAYER method mean_difference to "solo.json"
                """.replace("save direction", "let d = direction").replace(" to \"solo.json\"", """

                let s = steer q along d alpha 2
                let t = generate s "Grass is" tokens 3
                save t to "solo.json"
                """));
        String text = Files.readString(script);
        Files.writeString(script, text.replace("LAYER", "1"));
        Path first = first();
        Files.writeString(script, text.replace("LAYER", "2"));
        run(from(first));
        assertThat(computed).containsExactly("direction", "steer", "generate");
    }

    @Test
    void whatSomebodyElseHasWrittenIsNotBelieved() throws IOException {
        Path first = first();
        Path kept = first.resolve("kept.jsonl");
        String text = Files.readString(kept);
        Files.writeString(kept, forged(text));
        run(from(first));
        assertThat(computed).contains("converge").doesNotContain("generate");
        Files.writeString(kept, text);
        run(Earlier.from(Optional.of(new Seal(new byte[] {1})), first, told::add));
        assertThat(computed).contains("converge", "generate");
        assertThat(told).isEmpty();
        Files.writeString(kept, text.replaceAll(",\"seal\":\"[0-9a-f]*\"", ""));
        run(from(first));
        assertThat(computed).contains("converge", "generate");
    }

    /** The first result is another one, with a digest that fits. */
    private static String forged(String kept) {
        int end = kept.indexOf('\n');
        String line = kept.substring(0, end);
        String value = line.substring(line.indexOf(",\"value\":") + 9, line.length() - 1);
        String other = value.replaceFirst("\"flips\":", "\"flips\":1");
        assertThat(other).isNotEqualTo(value);
        return line.replace(value, other).replace(Digest.of(value), Digest.of(other)) + kept.substring(end);
    }

    @Test
    void noRunNothingTaken() {
        assertThatThrownBy(() -> from(directory)).isInstanceOf(Failure.class).hasMessageContaining("there is no run");
    }

    @Test
    void aSealIsMadeOnce() throws IOException {
        State state = new State(directory.resolve("state"));
        String mark = Seal.of(state).orElseThrow().on("x");
        assertThat(Seal.of(state).orElseThrow().isOn("x", mark)).isTrue();
        assertThat(Seal.of(state).orElseThrow().isOn("y", mark)).isFalse();
        Files.write(state.file("seal"), new byte[3]);
        assertThat(Seal.of(state)).isEmpty();
        assertThat(Seal.of(new State(script))).isEmpty();
    }
}
