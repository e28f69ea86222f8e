package assay.repl;

import static org.assertj.core.api.Assertions.assertThat;

import assay.complete.Item;
import assay.run.Interruption;
import assay.run.Status;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {
    @TempDir
    Path directory;

    private SmallSession small;

    @BeforeEach
    void begin() {
        small = new SmallSession(directory);
    }

    @AfterEach
    void end() {
        small.close();
    }

    @Test
    void statementsRunAndErrorsAreRendered() {
        assertThat(small.enter("print 1 + 1")).isEqualTo("2\n");
        assertThat(small.enter("print x")).startsWith("<repl>:1:7: error: `x` is not defined\n  1 | print x\n");
        assertThat(small.enter("   ")).isEmpty();
        assertThat(small.enter("expect 1 > 2")).startsWith("expect 1 > 2: FAILED");
        assertThat(small.enter("print 3")).isEqualTo("3\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":udno | there is no command `:udno`; did you mean `:undo`?",
                ":xyzzy | there is no command `:xyzzy`; `:help` lists them",
                ":undo | there is nothing to take back",
                ":save | `:save` needs the name of a file, e.g. `:save first.exp`",
                ":time | write `:time on` or `:time off`",
                "help batle | the manual has nothing about `batle`; did you mean `battle`?",
                "help xyzzy | the manual has nothing about `xyzzy`; `help` lists all there is",
                ":load nowhere.exp | there is no script",
            })
    void commandsAnswerWithASentence(String entered, String answer) {
        if (entered.equals(":save")) small.enter("let x = 1");
        String said = small.enter(entered);
        assertThat(said.lines()).singleElement().asString().startsWith(answer);
    }

    @Test
    void aSessionIsSavedAndLoaded() throws IOException {
        small.enter("let a = 2");
        small.enter("print a");
        assertThat(small.enter(":save twice.exp")).startsWith("wrote twice.exp, 2 statements; run it with: assay run ");
        assertThat(directory.resolve("twice.exp")).content().endsWith("let a = 2\nprint a\n");
        small.enter("let b = 3");
        assertThat(small.enter(":save \"twice.exp\"")).startsWith("wrote");
        assertThat(directory.resolve("twice.exp")).content().endsWith("let b = 3\n");
        Files.writeString(directory.resolve("theirs.exp"), "# mine\nlet c = a + b\nprint c\n");
        assertThat(small.enter(":save theirs.exp")).isEqualTo("there is a `theirs.exp` already; choose another name\n");
        assertThat(small.enter(":load theirs.exp")).isEqualTo("5\n");
        assertThat(small.session.script()).endsWith("let b = 3\n# mine\nlet c = a + b\nprint c\n");
        Files.writeString(directory.resolve("broken.exp"), "let d = 1\nlet e = oops\n");
        assertThat(small.enter(":load broken.exp")).startsWith("broken.exp:2:9: error: `oops` is not defined");
        assertThat(small.enter("let d = 4")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({":save ../out.exp", ":save /tmp/out.exp", ":save sub/out.exp", ":save out.txt", ":load ../out.exp"})
    void nothingIsWrittenOutsideTheFolder(String command) throws IOException {
        small.enter("let a = 2");
        assertThat(small.shell.enter(command).status()).isEqualTo(Status.WRONG_SCRIPT);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("run"));
        }
    }

    @Test
    void theLastStatementIsTakenBack() {
        small.enter("let a = 2\nlet b = 3");
        assertThat(small.enter(":undo")).isEqualTo("took back: let b = 3\n");
        assertThat(small.enter("print b")).contains("`b` is not defined");
        assertThat(small.enter("print a")).isEqualTo("2\n");
    }

    @Test
    void helpIsThereWhileNobodyCallsAValueSo() {
        assertThat(small.enter("help")).isEqualTo("all words\n");
        assertThat(small.enter("help battle")).startsWith("battle A vs B");
        assertThat(small.enter(":help")).contains(":save FILE.exp", ":undo", "Ctrl-R");
        small.enter("let help = 3");
        assertThat(small.enter("help")).isEqualTo("3\n");
        assertThat(small.shell.enter("quit").leaves()).isTrue();
        assertThat(small.shell.enter(":quit").leaves()).isTrue();
    }

    @Test
    void entriesAreTimedOnDemand() {
        small.enter(":time on");
        assertThat(small.enter("print 1")).matches("1\n\\d+\\.\\d\\d s\n");
        small.enter(":time off");
        assertThat(small.enter("print 1")).isEqualTo("1\n");
    }

    @Test
    void modelsAreListed() {
        assertThat(small.enter(":models"))
                .isEqualTo("no model is open yet; a model is opened when it is first used\n\nno models\n");
    }

    private Status piped(String text) {
        return new Piped(small.shell, new StringReader(text), new Interruption()).run();
    }

    @Test
    void aStreamIsReadEntryByEntry() {
        assertThat(piped("""
                let a = 1
                define f(x) {

                    return x
                }
                if a > 1 {
                    print "more"
                }
                else {
                    print "one"
                }
                print f(a)
                    + 4
                """)).isEqualTo(Status.OK);
        assertThat(small.said()).isEqualTo("one\n5\n");
    }

    @Test
    void aStreamEndsAtTheFirstError() {
        assertThat(piped("print 1\n\nprint x\nprint 2\n")).isEqualTo(Status.WRONG_SCRIPT);
        assertThat(small.said()).startsWith("1\nstdin:3:7: error: ").doesNotContain("2\n3");
        assertThat(piped(":oops\nprint 2")).isEqualTo(Status.WRONG_SCRIPT);
        assertThat(piped("print (1\n")).isEqualTo(Status.WRONG_SCRIPT);
        assertThat(small.session.end(Status.WRONG_SCRIPT).status()).isEqualTo(Status.WRONG_SCRIPT);
    }

    @Test
    void aFailedExpectationDoesNotEndAStream() {
        assertThat(piped("expect 1 > 2\nprint 2\n:quit\nprint 3")).isEqualTo(Status.OK);
        assertThat(small.said()).endsWith("2\n");
        assertThat(small.session.end(Status.OK).status()).isEqualTo(Status.EXPECTATION_FAILED);
    }

    private List<String> words(String text) {
        return small.helper.found(text, text.length()).items().stream()
                .map(Item::text)
                .toList();
    }

    @Test
    void whatIsTypedIsCompleted() throws IOException {
        Files.writeString(directory.resolve("old.exp"), "");
        small.enter("let warm = 1");
        assertThat(words("print wa")).containsExactly("warm");
        assertThat(words("let cold = 2\nprint co")).contains("cold");
        assertThat(words(":sa")).containsExactly(":save");
        assertThat(words(":load o")).containsExactly("old.exp");
        assertThat(words(":time ")).containsExactly("on", "off");
        assertThat(words("help ba")).containsExactly("battle");
        assertThat(small.helper.explanation("battle ", 7))
                .contains("battle A vs B\n\n`help battle` tells of its results, too\n");
        assertThat(small.helper.explanation("battle a vs b mode ", 19))
                .hasValueSatisfying(text -> assertThat(text).startsWith("battle\n  mode  "));
    }
}
