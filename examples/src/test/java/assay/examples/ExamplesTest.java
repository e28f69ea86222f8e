package assay.examples;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.EngineException;
import assay.engine.mlx.MlxLibrary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs, what it expects holds, and a second run gives the same bytes. */
class ExamplesTest {
    /** Those that are run twice in every build; the others in the slow profile. */
    private static final Set<String> BRIEF = Set.of("solo.exp", "battle.exp", "fingerprint.exp", "contamination.exp");

    private static final boolean SLOW = Integer.getInteger("assay.fuzz.tries", 0) > 5000;

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?([eE]-?\\d+)?");

    @TempDir
    Path scratch;

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".exp"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void runsTwiceTheSame(Path script) throws IOException, InterruptedException {
        JsonNode document = run(script, "first");
        assertThat(document.path("expectations")).isNotEmpty();
        for (JsonNode expectation : document.path("expectations"))
            assertThat(expectation.toString()).contains("\"held\":true");
        if (!SLOW && !BRIEF.contains(script.getFileName().toString())) return;
        run(script, "second");
        assertThat(scratch.resolve("second/results.json"))
                .hasSameBinaryContentAs(scratch.resolve("first/results.json"));
    }

    /** What people read is the same, but for the last digits of numbers. */
    @ParameterizedTest
    @MethodSource("scripts")
    void readsTheSameOnMlx(Path script) throws IOException, InterruptedException {
        try {
            boolean gpu = MlxLibrary.open(Optional.empty()).hasGpu();
            Assumptions.assumeFalse(gpu, "skipped: in stored types on a GPU numbers are rounded otherwise");
        } catch (EngineException missing) {
            Assumptions.abort("skipped: " + missing.getMessage());
        }
        Program.Ended cpu = Program.assay(scratch, words(script, "cpu"));
        Program.Ended mlx = Program.assay(Map.of(), scratch, words(script, "mlx"));
        assertThat(mlx.status()).as(mlx.err()).isZero();
        assertThat(NUMBER.splitAsStream(words(mlx.out())))
                .containsExactlyElementsOf(
                        NUMBER.splitAsStream(words(cpu.out())).toList());
        List<Double> expected = numbers(cpu.out());
        List<Double> found = numbers(mlx.out());
        for (int i = 0; i < expected.size(); i++)
            assertThat(found.get(i)).isCloseTo(expected.get(i), Offset.offset(1e-3 + 1e-3 * Math.abs(expected.get(i))));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static List<Double> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(match -> Double.valueOf(match.group()))
                .toList();
    }

    private String[] words(Path script, String engine) {
        String out = scratch.resolve(engine).toString();
        return new String[] {"run", script.toString(), "--engine", engine, "--out", out};
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isFormatted(Path script) throws IOException, InterruptedException {
        assertThat(Program.assay(scratch, "fmt", "--check", script.toString()).err())
                .isEmpty();
    }

    private JsonNode run(Path script, String directory) throws IOException, InterruptedException {
        Program.Ended ended = Program.assay(
                scratch,
                "run",
                script.toString(),
                "--json",
                "--quiet",
                "--out",
                scratch.resolve(directory).toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        return new ObjectMapper().readTree(ended.out());
    }
}
