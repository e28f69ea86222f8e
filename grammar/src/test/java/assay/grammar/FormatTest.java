package assay.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Formatting keeps the tree and every comment, and formatting twice changes nothing more. */
class FormatTest {
    /** Where scripts live: goldens of every module, preludes, examples. */
    private static final List<Path> SCRIPTS = List.of(
            Path.of("src/test/resources"),
            Path.of("../interpreter/src/test/resources"),
            Path.of("../stdlib/src/main/resources/prelude"),
            Path.of("../examples"));

    @Property(tries = 10_000, seed = "42")
    void keepsWhatARandomScriptSays(@ForAll("scripts") String text) {
        Source source = new Source("random.exp", text);
        assertThat(problems(source)).as(text).isEmpty();
        keeps(source);
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.randomValue(RandomScript::of).dontShrink();
    }

    @TestFactory
    Stream<DynamicTest> keepsWhatTheScriptsSay() {
        return SCRIPTS.stream().flatMap(directory -> {
            List<Path> files = files(directory);
            assertThat(files).as("scripts in %s", directory).isNotEmpty();
            return files.stream()
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                        Source source = new Source(file.getFileName().toString(), Files.readString(file));
                        if (Parse.script(source).problems().isEmpty()) keeps(source);
                        else assertThat(Format.script(source)).isEmpty();
                    }));
        });
    }

    private static void keeps(Source source) {
        String formatted = Format.script(source).orElseThrow();
        Source again = new Source(source.name(), formatted);
        assertThat(problems(again)).as(formatted).isEmpty();
        assertThat(tree(again)).as(formatted).isEqualTo(tree(source));
        assertThat(comments(again)).isEqualTo(comments(source));
        assertThat(Format.script(again)).as(source.text()).contains(formatted);
    }

    private static String tree(Source source) {
        return Tree.of(Parse.script(source).script());
    }

    private static String problems(Source source) {
        Problems problems = new Problems();
        problems.addAll(Parse.script(source).problems());
        return problems.render(false);
    }

    /** Each comment, and whether it has a line of its own. */
    private static List<String> comments(Source source) {
        return Parse.words(source).stream()
                .filter(token -> token.getType() == AssayLexer.COMMENT)
                .map(token -> (alone(source.text(), token) ? "alone " : "behind ")
                        + token.getText().stripTrailing())
                .toList();
    }

    private static boolean alone(String text, Token comment) {
        int line = text.lastIndexOf('\n', comment.getStartIndex()) + 1;
        return text.substring(line, comment.getStartIndex()).isBlank();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".exp"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
