package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a script, a model or a record brings moves the cursor of a terminal. */
class EscapesTest {
    private static final String EVIL = "\u001b[2J\u009b2J\u0007";
    private static final String JSON = "\\u001b[2J\\u009b2J\\u0007";

    @TempDir
    Path directory;

    private static void harmless(Command.Ended ended) {
        String all = ended.out() + ended.err();
        assertThat(all).contains("[2J");
        assertThat(all.replace("\n", "").codePoints()).noneMatch(Character::isISOControl);
    }

    @Test
    void comparedRecords() throws Exception {
        for (String run : List.of("r", "s")) {
            Path record = Files.createDirectories(directory.resolve(run));
            Files.writeString(record.resolve("script.exp"), "print \"" + run + EVIL + "\"\n");
            Files.writeString(
                    record.resolve("results.json"),
                    "{\"status\": \"ok\", \"engine\": \"cpu\", \"results\": {\"a" + JSON + "\": \"" + run + JSON
                            + "\"}}");
            Files.writeString(record.resolve("lock.json"), "{\"assay\": \"" + run + JSON + "\"}");
        }
        harmless(new Command(directory).run("diff", "r", "s"));
    }

    @Test
    void modelsAndArguments() throws Exception {
        Path model = Files.createDirectories(directory.resolve("m"));
        Files.writeString(model.resolve("config.json"), "{\"model_type\": \"" + JSON + "\"}");
        Files.writeString(model.resolve("tokenizer.json"), "{}");
        Files.writeString(model.resolve("model.safetensors"), "");
        harmless(new Command(directory).run("models", "info", "m"));
        harmless(new Command(directory).run("report", "none" + EVIL));
    }
}
