package assay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.check.Check;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.ScriptFile;
import assay.grammar.Problems;
import assay.plan.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that would keep a machine busy for days, checked, planned and run: each ends soon and says why. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndlessTest {
    @TempDir
    Path directory;

    private Path script(String text) throws IOException {
        return Files.writeString(directory.resolve("a.exp"), text.replace("~", "\n") + "\n");
    }

    private String problems(String text) throws IOException {
        return InProcess.standard()
                .run(script(text), Map.of(), directory.resolve("run"))
                .problems();
    }

    /** A statement counts for what it touches: a million of them could each go through millions of values. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if s != t {~}",
                "let c = first(s)",
                "let c = count(r where yes)",
                "let c = count(r sort by x)",
                "for x in r {~}",
                "let c = s[3]",
                "let c = load \"blank.json\"",
            })
    void workOnLargeValuesIsCounted(String statement) throws IOException {
        Files.writeString(directory.resolve("blank.json"), "1" + " ".repeat(60_000_000));
        String problems =
                problems("define twice(s, n) {~    if n == 0 {~        return s~    }~    return twice(s + s, n - 1)~}~"
                        + "define long() {~    return twice(\"x\", 24)~}~define work(s, t, r) {~    repeat 1000000 {~"
                        + statement
                        + "~    }~}~work(long(), long(), [{x: long()}])");
        assertThat(problems).contains("the script has computed for too long without an experiment");
    }

    @Test
    void statementsAreCounted() throws IOException {
        assertThat(problems("repeat 1e15 {~    if no {~    }~}")).contains("the script has run 1000000 statements");
    }

    @Test
    void whatComesAfterAnExperimentIsCountedAnew() {
        Steps steps = new Steps(new Interruption());
        for (int i = 0; i < 1000; i++) {
            steps.steps(1_000_000);
            steps.during(() -> 0);
        }
    }

    @Test
    void theClockStopsWhatTheCountDoesNotSee() {
        Steps steps = new Steps(new Interruption(), Duration.ofNanos(-1));
        steps.during(() -> {
            steps.steps(10_000); // an experiment takes as long as it takes
            return 0;
        });
        assertThatThrownBy(() -> steps.steps(10_000)).hasMessageContaining("minutes without an experiment");
    }

    @Test
    void importsInALongRow() throws IOException {
        for (int i = 1; i < 3000; i++)
            Files.writeString(directory.resolve("c" + i + ".exp"), "import \"c" + (i + 1) + ".exp\"\n");
        Files.writeString(directory.resolve("c3000.exp"), "let z = 1\n");
        assertThat(problems("import \"c1.exp\"")).contains("c50.exp:1:8: error: imports go too deep");
    }

    @Test
    void manyMisspeltNames() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) text.append("let abcdefgh").append(i).append(" = 1\n");
        for (int i = 0; i < 20_000; i++) text.append("print abcdexgh").append(i).append('\n');
        assertThat(problems(text.toString()))
                .contains("did you mean `abcdefgh7`?")
                .endsWith("and 19900 more problems\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for i in 1..256 {~    for j in 1..256 {~        let x = [y for y in 1..100000]~    }~}",
                "repeat 1e15 {~    repeat 1e15 {~        repeat 1e15 {~        }~    }~}",
                "define d(s, n) {~    if n == 0 {~        return s~    }~    return d(s + s, n - 1)~}~let t = d(\"x\", 99)",
            })
    void plansOfLoops(String text) throws IOException {
        plan(text);
    }

    @Test
    void plansOfValuesThatDouble() throws IOException {
        StringBuilder text = new StringBuilder("let a0 = \"x\"\nlet b0 = [1]\n");
        for (int i = 1; i < 99; i++) {
            text.append("let a").append(i).append(" = \"{a").append(i - 1).append("}{a" + (i - 1) + "}\"\n");
            text.append("let b").append(i).append(" = [b").append(i - 1).append(", b" + (i - 1) + "]\n");
        }
        plan(text + "if \"{b98}\" == \"\" {\n}");
    }

    private void plan(String text) throws IOException {
        ScriptFile file = ScriptFile.started(script(text).toString());
        Vocabulary vocabulary = new Vocabulary(FileVerbs.table(file.folder().orElseThrow()));
        var program = Check.script(file, Map.of(), vocabulary);
        Problems problems = new Problems();
        problems.addAll(program.problems());
        assertThat(problems.render(false)).isEmpty();
        assertThat(Planner.of(program, file.folder().orElseThrow(), vocabulary).models())
                .isEmpty();
    }

    /** What a script has read must not become an address. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model m = \"owner/{s}\"|the source of a model must be known",
                "model m = \"owner/a-\" + s|the source of a model must be known",
                "model m = \"owner/a\" revision s|the revision of a model must be known",
                "for x in 1..3 {~    model m = \"owner/a\"~}|`model` stands inside a block",
                "import \"lib.exp\"|the source of a model must be known",
            })
    void aModelOfTheHubIsNamedInTheScript(String statement, String sentence) throws IOException {
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(directory.resolve("lib.exp"), "let s = load \"secret.txt\"\nmodel m = \"owner/{s}\"\n");
        assertThat(problems("let s = load \"secret.txt\"~" + statement)).contains(sentence);
        assertThat(directory.resolve("run")).doesNotExist();
        assertThat(problems("param size = \"7B\"~let t = size~model m = \"owner/a-{t}\" revision \"v{size}\""))
                .isEmpty();
    }
}
