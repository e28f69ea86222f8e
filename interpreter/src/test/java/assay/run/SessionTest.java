package assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.check.Check;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Problems;
import assay.grammar.Source;
import assay.lib.verb.Verb;
import assay.lib.verb.Verbs;
import assay.show.LiveView;
import assay.show.Screen;
import assay.show.Show;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final Path MODELS =
            Path.of("../examples/models").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Interruption interruption = new Interruption();
    private Session session;

    @BeforeEach
    void begin() {
        session = begin(Optional.of("cpu"), "run");
    }

    @AfterEach
    void end() {
        session.close();
    }

    private Session begin(Optional<String> engine, String run) {
        Folder folder = Folder.of(directory.resolve("any.exp"));
        Verbs verbs = FileVerbs.table(folder);
        Screen screen = Screen.lines(new PrintStream(said, true, StandardCharsets.UTF_8));
        Talk talk = new Talk(
                screen,
                new LiveView(screen, true),
                new Show(verbs.all().stream().map(Verb::spec).toList()));
        Runner runner = new Runner(
                verbs,
                talk,
                new Engines.Options(engine, Optional.empty()),
                Optional.empty(),
                Optional.of(directory.resolve(run)),
                Optional.empty(),
                "test",
                interruption);
        return Session.begin(runner, folder, "<repl>");
    }

    private Session.Answer enter(String text) {
        return session.enter(new Source("<repl>", text));
    }

    private void fine(String text) {
        Session.Answer answer = enter(text);
        assertThat(answer.problems()).isEmpty();
        assertThat(answer.status()).isEqualTo(Status.OK);
    }

    private static String rendered(Session.Answer answer) {
        Problems problems = new Problems();
        problems.addAll(answer.problems());
        return problems.render(false);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void models() {
        fine("model qilin = \"" + MODELS.resolve("qilin") + "\"");
        fine("model alpaka = \"" + MODELS.resolve("alpaka") + "\"");
    }

    /** Saves the session, checks the script and runs it by itself. */
    private Outcome again() throws IOException {
        Path saved = Files.writeString(directory.resolve("saved.exp"), session.script());
        ScriptFile file = ScriptFile.started(saved.toString());
        Vocabulary vocabulary = new Vocabulary(FileVerbs.table(file.folder().orElseThrow()));
        assertThat(Check.script(file, Map.of(), vocabulary).problems()).isEmpty();
        return InProcess.standard()
                .run(saved, Map.of(), directory.resolve("again"))
                .outcome()
                .orElseThrow();
    }

    @Test
    void namesLiveFromEntryToEntry() {
        fine("let x = 3");
        fine("define double(n) {\n    return 2 * n\n}");
        fine("print double(x)");
        assertThat(said()).isEqualTo("6\n");
    }

    @Test
    void errorsAreThoseOfScripts() {
        assertThat(enter("let y = lenght").status()).isEqualTo(Status.WRONG_SCRIPT);
        fine("let length = 1");
        assertThat(rendered(enter("print lenght"))).isEqualTo("""
                <repl>:1:7: error: `lenght` is not defined
                  1 | print lenght
                    |       ^^^^^^ did you mean `length`?
                """);
        assertThat(rendered(enter("let length = 2"))).contains("`length` is bound already");
        assertThat(rendered(enter("print [1, 2][7]"))).startsWith("<repl>:1:7: error: there is no item 7");
    }

    @Test
    void aFailedEntryLeavesNoTrace() {
        fine("let a = 1");
        String before = session.script();
        assertThat(enter("let b = 2\nlet c = nothing").status()).isEqualTo(Status.WRONG_SCRIPT);
        assertThat(enter("let d = [1][5]").status()).isEqualTo(Status.WRONG_SCRIPT);
        assertThat(session.script()).isEqualTo(before);
        fine("let b = 3");
        fine("let d = 4");
        fine("print a, b, d");
        assertThat(said()).isEqualTo("1 3 4\n");
    }

    @Test
    void whatRanBeforeAFailureIsKept() {
        Session.Answer answer = enter("let a = 1\ndefine f() {\n    return a\n}\nlet b = [1][a]\nlet c = 2\nuse b");
        assertThat(answer.status()).isEqualTo(Status.WRONG_SCRIPT);
        answer = enter("let a = 1\ndefine f() {\n    return 7\n}\nlet b = [1][a]\nlet c = 2");
        assertThat(rendered(answer)).startsWith("<repl>:5:9: error: there is no item 1");
        assertThat(session.script()).endsWith("let a = 1\ndefine f() {\n    return 7\n}\n");
        fine("let b = f()");
        fine("let c = b");
        fine("print c");
        assertThat(said()).isEqualTo("7\n");
    }

    @Test
    void aProcedureThatDidNotCountIsForgotten() {
        assertThat(enter("let b = [1][f()]\ndefine f() {\n    return 7\n}").status())
                .isEqualTo(Status.WRONG_SCRIPT);
        assertThat(rendered(enter("print f()"))).contains("there is no function `f`");
        fine("let f = 1");
    }

    @Test
    void theSavedScriptGivesTheSameResults() throws IOException {
        models();
        fine("# who wins?\nlet war = battle qilin vs alpaka length 5 iterations 3 # short");
        fine("let f = fingerprint(war)");
        enter("let wrong = [1][9]");
        fine("use qilin");
        fine("let wet = generate \"Grass is\" tokens 6 temperature 1");
        fine("repeat 2 {\n    generate \"The sky\" tokens 3 temperature 1\n}");
        fine("let text = \"\"\"\n  two\n lines\n\"\"\"");
        fine("  let inner = [1,\n   2]");
        assertThat(enter("expect war.iterations > 100").status()).isEqualTo(Status.EXPECTATION_FAILED);
        fine("generate \"Grass\" tokens 2");
        assertThat(session.undo()).contains("generate \"Grass\" tokens 2");
        Outcome here = session.end(Status.OK);
        Outcome there = again();
        assertThat(there.results()).isEqualTo(here.results()).containsKeys("war", "f", "wet", "generate#2", "text");
        assertThat(there.seed()).isEqualTo(here.seed());
        assertThat(there.status()).isEqualTo(here.status()).isEqualTo(Status.EXPECTATION_FAILED);
        assertThat(session.script())
                .startsWith("seed ")
                .contains("# who wins?\nlet war")
                .contains(" # short\n");
    }

    @Test
    void aSeedOfTheSessionsOwnStandsAtTheHead() throws IOException {
        fine("seed 7");
        models();
        fine("let wet = generate qilin \"Grass is\" tokens 6 temperature 1");
        assertThat(session.script()).startsWith("engine cpu\nseed 7\nmodel");
        assertThat(again().results()).isEqualTo(session.end(Status.OK).results());
    }

    @Test
    void undoGoesBackThroughEverything() {
        fine("let a = 1\nlet b = 2");
        assertThat(enter("expect a > b").status()).isEqualTo(Status.EXPECTATION_FAILED);
        assertThat(session.undo()).contains("expect a > b");
        assertThat(session.undo()).contains("let b = 2");
        assertThat(rendered(enter("print b"))).contains("`b` is not defined");
        fine("let b = 3");
        fine("print a, b");
        assertThat(session.end(Status.OK).status()).isEqualTo(Status.OK);
        session.undo();
        session.undo();
        session.undo();
        assertThat(session.undo()).isEmpty();
        assertThat(session.size()).isZero();
    }

    @Test
    void aModelInUseIsForgottenToo() {
        models();
        fine("use qilin");
        fine("let a = converge length 3 iterations 1");
        session.undo();
        session.undo();
        assertThat(rendered(enter("converge length 3 iterations 1"))).contains("needs a model");
        fine("use alpaka");
        fine("converge length 3 iterations 1");
    }

    @Test
    void hypothesesAreJudgedWhenTheyCanBe() throws IOException {
        fine("hypothesis small {\n    predict x < 3\n}");
        fine("hypothesis never {\n    predict y < 3\n}");
        fine("let x = 2");
        assertThat(said()).isEqualTo("hypothesis small: held\n");
        assertThat(rendered(enter("hypothesis late {\n    predict x < 3\n}"))).isEmpty();
        Outcome here = session.end(Status.OK);
        assertThat(here.hypotheses()).extracting(Hypothesis::outcome).containsExactly("held", "held", "not measured");
        assertThat(session.script()).contains("# hypothesis never {\n#     predict y < 3\n# }\n");
        assertThat(again().hypotheses()).extracting(Hypothesis::outcome).containsExactly("held", "held");
    }

    @Test
    void anInterruptedStatementEndsAndTheSessionGoesOn() throws InterruptedException {
        fine("let a = 1");
        Thread impatient = Thread.ofVirtual().start(() -> {
            while (!Thread.interrupted()) interruption.request();
        });
        assertThat(enter("repeat 900000 {\n    let b = a\n}").status()).isEqualTo(Status.INTERRUPTED);
        impatient.interrupt();
        impatient.join();
        fine("let c = a");
        assertThat(session.size()).isEqualTo(2);
    }

    @Test
    void anImportThatIsTakenBackIsReadAnew() throws IOException {
        Files.writeString(directory.resolve("tools.exp"), "let m = 2\n");
        fine("import \"tools.exp\"");
        session.undo();
        Files.writeString(directory.resolve("tools.exp"), "let m = 3\n");
        fine("import \"tools.exp\"");
        fine("print m");
        assertThat(said()).isEqualTo("3\n");
    }

    @Test
    void importsBindNamesOnceAndOnlyWhenTheyWork() throws IOException {
        Files.writeString(directory.resolve("tools.exp"), "define twice(n) {\n    return m * n\n}\nlet m = 2\n");
        assertThat(enter("import \"tools.exp\"").status()).isEqualTo(Status.WRONG_SCRIPT);
        Files.writeString(directory.resolve("tools.exp"), "let m = 2\ndefine twice(n) {\n    return m * n\n}\n");
        fine("import \"tools.exp\"");
        fine("print twice(4)");
        session.undo();
        session.undo();
        fine("let m = 9");
        assertThat(said()).isEqualTo("8\n");
    }

    @Test
    void theRecordHoldsTheScriptAndWhatWasTakenBack() throws IOException {
        fine("param n = 3");
        fine("let x = n + 1");
        fine("print x");
        session.undo();
        session.end(Status.OK);
        Path run = directory.resolve("run");
        assertThat(run.resolve("script.exp")).content().endsWith("param n = 3\nlet x = n + 1\n");
        assertThat(run.resolve("params.json")).content().contains("\"n\" : 3");
        assertThat(run.resolve("results.json")).content().contains("\"x\" : 4").contains("\"status\" : \"ok\"");
        assertThat(Files.readAllLines(run.resolve("events.jsonl")))
                .hasSize(4)
                .last()
                .asString()
                .contains("undo");
    }
}
