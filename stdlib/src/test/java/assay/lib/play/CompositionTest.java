package assay.lib.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.lib.verb.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionTest {
    @TempDir
    Path directory;

    @Test
    void readsWhatTheExampleModelsTell() {
        Composition qilin =
                Composition.of("qilin", Path.of("../examples/models/qilin")).orElseThrow();
        assertThat(qilin.sources())
                .extracting(Composition.Source::name)
                .containsExactly("english", "chinese", "markdown");
        assertThat(qilin.sourceOf()).containsEntry(320, "english").hasSize(273 + 382 + 54);
        double all = 0.546 * 0.3006 + 0.2512 * 0.8597 + 0.2028 * 0.4422;
        assertThat(qilin.expected(qilin.sources().get(1))).isCloseTo(0.2512 * 0.8597 / all, within(1e-12));
        assertThat(qilin.sources().stream().mapToDouble(qilin::expected).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aModelNeedNotHaveOne() {
        assertThat(Composition.of("m", directory)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                       | is not JSON
            []                                                      | no object `sources`
            {"sources": {}}                                         | no object `sources`
            {"sources": {"a": 3}}                                   | `fraction` of `a`
            {"sources": {"a": {"fraction": 1.5}}}                   | `fraction` of `a`
            {"sources": {"a": {"fraction": "x"}}}                   | `fraction` of `a`
            {"sources": {"a": {"fraction": 1, "fraction_of_its_tokens_that_are_distinctive": 1}}} | `distinctive_tokens` in `a`
            {"sources": {"a": {"fraction": 1, "fraction_of_its_tokens_that_are_distinctive": 1, "distinctive_tokens": [{"id": 1.5}]}}} | whole number `id`
            {"sources": {"a": {"fraction": 1, "fraction_of_its_tokens_that_are_distinctive": 1, "distinctive_tokens": [{"id": 1}, {"id": 1}]}}} | names token 1
            """)
    void whatIsWrongIsSaid(String json, String complaint) throws IOException {
        Files.writeString(directory.resolve("composition.json"), json);
        assertThatThrownBy(() -> Composition.of("m", directory))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("composition.json of m ")
                .hasMessageContaining(complaint);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Files.writeString(directory.resolve("composition.json"), "[".repeat(100_000));
        assertThatThrownBy(() -> Composition.of("m", directory)).isInstanceOf(Failure.class);
    }
}
