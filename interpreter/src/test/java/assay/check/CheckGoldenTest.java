package assay.check;

import assay.Golden;
import assay.LanguageVerbs;
import assay.files.ScriptFile;
import assay.grammar.Problems;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything that can be wrong with a script, and the words for it. */
class CheckGoldenTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/check");

    @TestFactory
    Stream<DynamicTest> problems() {
        return new Golden(SCRIPTS, ".err").tests(CheckGoldenTest::check);
    }

    private static String check(Path script) {
        ScriptFile file = ScriptFile.started(script.toString());
        Vocabulary vocabulary = new Vocabulary(LanguageVerbs.table(file.folder().orElseThrow()));
        Program program = Check.script(file, Golden.params(file.text()), vocabulary);
        Problems problems = new Problems();
        problems.addAll(program.problems());
        String here = file.folder().orElseThrow().root().toString();
        return problems.render(false).replace(here, "HERE");
    }
}
