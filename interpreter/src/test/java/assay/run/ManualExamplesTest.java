package assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.core.Statements;
import assay.files.FileVerbs;
import assay.files.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the manual runs as it stands, and so does the tour of the language. */
class ManualExamplesTest {
    private static final Path MODELS =
            Path.of("../examples/models").toAbsolutePath().normalize();

    @TempDir
    static Path directory;

    /** An example names the adapter below its own directory. */
    @BeforeAll
    static void adapter() throws IOException {
        Path copy = Files.createDirectories(directory.resolve("models/qilin-adapter"));
        try (var files = Files.newDirectoryStream(MODELS.resolve("qilin-adapter"))) {
            for (Path file : files) Files.copy(file, copy.resolve(file.getFileName()));
        }
    }

    @TestFactory
    Stream<DynamicTest> verbs() {
        return FileVerbs.table(Folder.of(Path.of("any.exp"))).all().stream()
                .filter(verb -> !verb.spec().name().equals("load")) // reads a file that is not there
                .map(verb -> DynamicTest.dynamicTest(
                        verb.spec().name(),
                        () -> succeeds(
                                verb.spec().name(), models() + verb.spec().example())));
    }

    @TestFactory
    Stream<DynamicTest> statements() {
        return Statements.ALL.stream()
                .map(s -> DynamicTest.dynamicTest(s.name(), () -> succeeds("statement-" + s.name(), s.example())));
    }

    @Test
    void tour() throws Exception {
        succeeds("tour", """
                #!/usr/bin/env assay
                seed 42
                param length = 20
                """ + models() + """
                let solo = converge qilin length length mode sequential
                expect solo.iterations <= 3

                let war = battle qilin vs alpaka length length block 3 replicates 4
                show war
                show fingerprint(war) top 5
                plot war.mismatches by iteration
                expect count(war.history) > 0
                save war to "war.json"
                """);
        assertThat(directory.resolve("tour/war.json")).isNotEmptyFile();
    }

    private static String models() {
        return "model qilin = \"" + MODELS.resolve("qilin") + "\"\nmodel alpaka = \"" + MODELS.resolve("alpaka")
                + "\"\n";
    }

    private static void succeeds(String name, String text) throws Exception {
        Path script = Files.writeString(directory.resolve(name + ".exp"), text);
        InProcess.Said said = InProcess.standard().run(script, Map.of(), directory.resolve(name));
        assertThat(said.problems()).isEmpty();
        assertThat(said.outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome.status()).isEqualTo(Status.OK));
    }
}
