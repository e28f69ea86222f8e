package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script that wants more memory than there is ends with a sentence and its place. */
class MemoryTest {
    private static final String HUGE = "[[y for y in 1..99999] for x in 1..99999]";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "let huge = HUGE|huge.exp:1:1: error:",
                "expect HUGE == [1]|huge.exp:1:1: error:",
                "hypothesis H1 \"why\" { predict HUGE == [1] }|huge.exp:1:31: error:",
            })
    void isASentence(String script, String place) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("huge.exp"), script.replace("HUGE", HUGE) + "\n");
        Command command = new Command(directory);
        Command.Ended ended = command.end(command.start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx48m"), "run", "huge.exp"));
        assertThat(ended.err())
                .contains(place + " there is not enough memory for this")
                .doesNotContain("\tat ");
        assertThat(ended.status()).isEqualTo(3);
    }
}
