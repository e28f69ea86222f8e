package assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Pairs of files: a script {@code NAME.exp} and what is said about it. {@code -Dgolden=write} rewrites the second; one
 * without a script fails.
 *
 * @param suffix of the second file, e.g. {@code .err}
 */
public record Golden(Path directory, String suffix) {

    /** A test for each script, and one for the answers that have none. */
    public Stream<DynamicTest> tests(Function<Path, String> answer) {
        Stream<DynamicTest> pairs = files(".exp").stream()
                .map(script -> DynamicTest.dynamicTest(script.getFileName().toString(), () -> compare(script, answer)));
        return Stream.concat(pairs, Stream.of(DynamicTest.dynamicTest("no orphans", this::orphans)));
    }

    /** The values for params that the first line of a script asks for: {@code # --length 40}. */
    public static Map<String, String> params(String text) {
        Map<String, String> params = new LinkedHashMap<>();
        String first = text.lines().findFirst().orElse("");
        if (!first.startsWith("# --")) return params;
        for (String option : first.substring(4).split(" --")) {
            int space = option.indexOf(' ');
            params.put(option.substring(0, space), option.substring(space + 1));
        }
        return params;
    }

    private void compare(Path script, Function<Path, String> answer) throws IOException {
        Path expected = script.resolveSibling(script.getFileName().toString().replace(".exp", suffix));
        String actual = answer.apply(script);
        if ("write".equals(System.getProperty("golden"))) Files.writeString(expected, actual);
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private void orphans() {
        assertThat(files(suffix))
                .allMatch(file -> Files.exists(
                        file.resolveSibling(file.getFileName().toString().replace(suffix, ".exp"))));
    }

    private List<Path> files(String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
