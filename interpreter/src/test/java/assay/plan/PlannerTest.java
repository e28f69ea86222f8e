package assay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import assay.Golden;
import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Problems;
import assay.lib.verb.Verb;
import assay.lib.verb.Verbs;
import assay.run.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is told before a script runs, and that it is never less than what comes. */
class PlannerTest {
    private static final Path MODELS =
            Path.of("../examples/models").toAbsolutePath().normalize();
    /** Verbs whose results count the positions that they push through a model. */
    private static final List<String> COUNTED = List.of(
            "converge",
            "battle",
            "ask",
            "generate",
            "logits",
            "score",
            "capture",
            "direction",
            "trace",
            "probe",
            "similarity");

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> golden() {
        return new Golden(Path.of("src/test/resources/plan"), ".out").tests(script -> {
            try {
                return told(script, Golden.params(Files.readString(script)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String told(Path script, Map<String, String> params) {
        return String.join("\n", new Outline(plan(script, params), Map.of()).lines()) + "\n";
    }

    private static Plan plan(Path script, Map<String, String> params) {
        ScriptFile file = ScriptFile.started(script.toString());
        Folder folder = file.folder().orElseThrow();
        Vocabulary vocabulary = new Vocabulary(FileVerbs.table(folder));
        Program program = Check.script(file, params, vocabulary);
        Problems problems = new Problems();
        problems.addAll(program.problems());
        assertThat(program.sound()).as(problems.render(false)).isTrue();
        return Planner.of(program, folder, vocabulary);
    }

    @TestFactory
    Stream<DynamicTest> everyVerbHasARule() {
        return FileVerbs.table(Folder.of(Path.of("any.exp"))).all().stream()
                .map(Verb::spec)
                .map(spec -> DynamicTest.dynamicTest(
                        spec.name(), () -> assertThat(Rules.knows(spec.name())).isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> noMoreIsPushedThroughAModelThanWasPlanned() {
        return COUNTED.stream().map(verb -> DynamicTest.dynamicTest(verb, () -> bounded(verb)));
    }

    private static void bounded(String verb) throws IOException {
        String example = Verbs.standard().find(verb).orElseThrow().spec().example();
        String models = "model qilin = \"" + MODELS.resolve("qilin") + "\"\nmodel alpaka = \""
                + MODELS.resolve("alpaka") + "\"\n";
        Path script = Files.writeString(directory.resolve(verb + ".exp"), models + example);
        Plan plan = plan(script, Map.of());
        InProcess.Said said = InProcess.standard().run(script, Map.of(), directory.resolve(verb));
        assertThat(said.problems()).isEmpty();
        JsonNode results = new ObjectMapper()
                .readTree(directory.resolve(verb).resolve("results.json").toFile())
                .path("results");
        long pushed = 0;
        for (JsonNode result : results)
            pushed += result.path("forward_positions").asLong();
        assertThat(pushed).isPositive();
        // of what is planned as unknown nothing is promised
        if (plan.open() == 0) assertThat(plan.total().positions()).isGreaterThanOrEqualTo(pushed);
        else assertThat(verb).isEqualTo("direction");
    }
}
