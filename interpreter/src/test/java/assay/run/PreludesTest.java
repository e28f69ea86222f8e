package assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.check.Check;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.lib.concept.ConceptSet;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The preludes of concepts: each can be used for directions, questions and controls without a look inside. */
class PreludesTest {
    @TempDir
    Path directory;

    static List<String> names() {
        return ConceptSet.PRELUDES;
    }

    @Test
    void everyFileIsListed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../stdlib/src/main/resources/prelude"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            names().stream().map(name -> name + ".exp").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsWrongWithIt(String name) {
        Vocabulary vocabulary = new Vocabulary(FileVerbs.table(Folder.of(Path.of("any.exp"))));
        assertThat(Check.prelude(ScriptFile.prelude(name), vocabulary).problems())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void templatesEndInTheConcept(String name) throws IOException {
        List<String> templates = texts(prelude(name).get("templates"));
        assertThat(templates)
                .hasSizeGreaterThanOrEqualTo(30)
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).endsWith(" {concept}").containsOnlyOnce("{"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPairHasEnoughQuestions(String name) throws IOException {
        JsonNode prelude = prelude(name);
        List<String> concepts = texts(prelude.get("concepts"));
        List<String> answers = column(prelude, "questions", "expected");
        assertThat(concepts).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
        assertThat(concepts.size() % 2).isZero();
        assertThat(concepts).containsAll(answers);
        assertThat(concepts)
                .allSatisfy(concept ->
                        assertThat(answers).filteredOn(concept::equals).hasSizeGreaterThanOrEqualTo(10));
        for (int i = 0; i < concepts.size(); i += 2) {
            List<String> pair = concepts.subList(i, i + 2);
            assertThat(answers).filteredOn(pair::contains).hasSizeGreaterThanOrEqualTo(25);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void noPromptIsAskedTwice(String name) throws IOException {
        JsonNode prelude = prelude(name);
        List<String> prompts = new ArrayList<>();
        for (String list : List.of("questions", "held_out", "controls")) {
            prompts.addAll(column(prelude, list, "prompt"));
        }
        assertThat(prompts).doesNotHaveDuplicates().allSatisfy(text -> assertThat(text)
                .doesNotContain("{"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void controlsHaveOtherAnswers(String name) throws IOException {
        JsonNode prelude = prelude(name);
        List<String> concepts = texts(prelude.get("concepts"));
        List<String> heldOut = column(prelude, "held_out", "expected");
        assertThat(heldOut).filteredOn(concepts::contains).hasSizeGreaterThanOrEqualTo(12);
        assertThat(heldOut).filteredOn(answer -> !concepts.contains(answer)).hasSizeGreaterThanOrEqualTo(12);
        assertThat(column(prelude, "controls", "expected"))
                .hasSize(25)
                .doesNotContainAnyElementsOf(concepts)
                .allSatisfy(answer -> assertThat(answer).matches("[\\p{Alnum}]+"));
    }

    @Test
    void theLastPreludeIsFoundToo() throws IOException {
        Path model = Path.of("../examples/models/qilin-4bit").toAbsolutePath().normalize();
        JsonNode results = run("model m = \"" + model + "\"\nlet found = direction refuse->comply on m layers 2..3\n");
        assertThat(results.has("found")).isTrue();
    }

    private JsonNode prelude(String name) throws IOException {
        return run("import " + name + "\nlet found = " + name + "\n").get("found");
    }

    private JsonNode run(String text) throws IOException {
        Path script = Files.writeString(directory.resolve("script.exp"), text);
        InProcess.Said said = InProcess.standard().run(script, Map.of(), directory.resolve("run"));
        assertThat(said.problems()).isEmpty();
        return said.outcome().orElseThrow().json().get("results");
    }

    private static List<String> column(JsonNode prelude, String list, String field) {
        List<String> values = new ArrayList<>();
        prelude.get(list).forEach(row -> values.add(row.get(field).asText()));
        return values;
    }

    private static List<String> texts(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(text -> values.add(text.asText()));
        return values;
    }
}
