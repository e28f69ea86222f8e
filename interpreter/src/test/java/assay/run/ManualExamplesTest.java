package assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.core.Statements;
import assay.lib.verb.Verbs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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

    @TestFactory
    Stream<DynamicTest> verbs() {
        return Verbs.standard().all().stream()
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
