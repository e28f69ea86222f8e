package assay.check;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ChangedScripts;
import assay.LanguageVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.lib.verb.Verbs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a script, checking it comes to an end and gives problems that lie inside the text. */
class CheckerFuzzTest {
    private static final Folder FOLDER = Folder.of(Path.of("src/test/resources/check/any.exp"));
    private static final Verbs VERBS = LanguageVerbs.table(FOLDER);
    private static final ChangedScripts SCRIPTS =
            ChangedScripts.of(Path.of("src/test/resources/check"), Path.of("src/test/resources/run"));

    @Test
    void mutatedScripts() {
        Random random = new Random(20);
        for (int i = 0; i < ChangedScripts.tries(); i++) {
            check(SCRIPTS.mixed(random));
            check(SCRIPTS.slip(random));
        }
    }

    @Test
    void deepNesting() {
        for (String open : List.of("(", "[", "{a: ", "not ", "-", "mean(", "x[", "if yes {\n", "1 + (", "converge (")) {
            check("let x = " + open.repeat(5_000));
            check(open.repeat(5_000));
        }
        check("print " + "1 + ".repeat(100_000) + "1");
        check("print x" + ".y".repeat(100_000));
        check("let t = load \"data/cond.csv\"\nprint t" + " where yes".repeat(10_000));
    }

    private static void check(String text) {
        ScriptFile file = new ScriptFile("fuzz.exp", "fuzz.exp", text, Optional.of(FOLDER));
        try {
            Program program = Check.script(file, Map.of("length", "3"), new Vocabulary(VERBS));
            assertThat(program.problems())
                    .allMatch(problem ->
                            problem.span().end() <= problem.source().text().length());
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError("thrown for\n" + text.substring(0, Math.min(2000, text.length())), thrown);
        }
    }
}
