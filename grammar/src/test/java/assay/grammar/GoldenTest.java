package assay.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scripts and what they give: {@code parse/NAME.ast} is the tree, {@code errors/NAME.err} all
 * errors, {@code format/NAME.fmt} the text as {@link Format} writes it. Rewrite with {@code -Dgolden=write}. */
class GoldenTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @TestFactory
    List<DynamicTest> trees() throws IOException {
        return goldens("parse", ".ast", parsed -> {
            assertThat(render(parsed)).isEmpty();
            return Tree.of(parsed.script());
        });
    }

    @TestFactory
    List<DynamicTest> errors() throws IOException {
        return goldens("errors", ".err", parsed -> {
            assertThat(parsed.problems()).isNotEmpty();
            return render(parsed);
        });
    }

    @TestFactory
    List<DynamicTest> formatted() throws IOException {
        return goldens("format", ".fmt", parsed -> {
            assertThat(render(parsed)).isEmpty();
            return Format.script(parsed.script().source()).orElseThrow();
        });
    }

    private static String render(Parsed parsed) {
        Problems problems = new Problems();
        problems.addAll(parsed.problems());
        return problems.render(false);
    }

    private static List<DynamicTest> goldens(String folder, String suffix, Function<Parsed, String> result)
            throws IOException {
        Path directory = RESOURCES.resolve(folder);
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(folder + "/" + file.getFileName(), () -> {
                        String name = file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
                        Path script = directory.resolve(name + ".exp");
                        Path golden = directory.resolve(name + suffix);
                        assertThat(script).as("the script of %s", file).exists();
                        if (file.equals(golden)) return;
                        assertThat(file).as("a file of a pair").isEqualTo(script);
                        String actual = result.apply(Parse.script(new Source(name + ".exp", Files.readString(script))));
                        if ("write".equals(System.getProperty("golden"))) Files.writeString(golden, actual);
                        assertThat(golden).exists();
                        assertThat(actual).isEqualTo(Files.readString(golden));
                    }))
                    .toList();
        }
    }
}
