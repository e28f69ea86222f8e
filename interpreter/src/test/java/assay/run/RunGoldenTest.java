package assay.run;

import assay.Golden;
import assay.LanguageVerbs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What scripts do: their output, how they end, and what they leave in results.json. */
class RunGoldenTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/run");

    @TempDir
    static Path runs;

    @TestFactory
    Stream<DynamicTest> scripts() {
        return new Golden(SCRIPTS, ".out").tests(RunGoldenTest::run);
    }

    private static String run(Path script) {
        String text = text(script);
        Path directory = runs.resolve(script.getFileName().toString());
        InProcess.Said said = new InProcess(LanguageVerbs::table).run(script, Golden.params(text), directory);
        StringBuilder out = new StringBuilder(said.out());
        said.outcome().ifPresent(outcome -> {
            out.append("--- ").append(outcome.status()).append('\n');
            if (text.contains("# results"))
                out.append(outcome.json().toPrettyString()).append('\n');
        });
        out.append(said.problems());
        return out.toString()
                .replace(script.toAbsolutePath().getParent().normalize().toString(), "HERE");
    }

    private static String text(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
