package assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ChangedScripts;
import assay.LanguageVerbs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a script says that passes the check, its run comes to an end and leaves a record. */
class RunFuzzTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/run");

    @TempDir
    Path directory;

    @Test
    void changedScripts() throws Exception {
        for (String data : new String[] {"data", "lib"}) {
            Files.createDirectories(directory.resolve(data));
            try (var files = Files.list(SCRIPTS.resolve(data))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, directory.resolve(data).resolve(file.getFileName()));
                }
            }
        }
        ChangedScripts scripts = ChangedScripts.of(SCRIPTS);
        InProcess assay = new InProcess(LanguageVerbs::table);
        Random random = new Random(30);
        for (int i = 0; i < ChangedScripts.tries(); i++) {
            String text = scripts.slip(random);
            Path script = Files.writeString(directory.resolve("fuzz.exp"), text);
            Path run = directory.resolve("run" + i);
            try {
                InProcess.Said said = assay.run(script, Map.of(), run);
                if (said.outcome().isEmpty()) continue;
                assertThat(said.problems()).doesNotContain("internal error");
                assertThat(run.resolve("results.json")).isNotEmptyFile();
            } catch (RuntimeException | Error thrown) {
                throw new AssertionError("thrown for\n" + text, thrown);
            }
        }
    }
}
