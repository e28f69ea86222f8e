package assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import assay.cli.Command;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}, {@code fmt} and the language server say the same of every script that tests and examples hold. */
class AgreementTest {
    private static final List<Path> SCRIPTS = Stream.of(
                    "src/test/resources/check",
                    "src/test/resources/run",
                    "src/test/resources/plan",
                    "src/test/resources/show",
                    "../grammar/src/test/resources/errors",
                    "../grammar/src/test/resources/format",
                    "../grammar/src/test/resources/parse",
                    "../examples")
            .map(Path::of)
            .toList();

    private static final Pattern IMPORTED = Pattern.compile("[^ ]+\\.exp:\\d+:\\d+: ");

    @TempDir
    Path directory;

    private final List<Path> scripts = new ArrayList<>();

    @BeforeEach
    void copies() throws IOException {
        for (int i = 0; i < SCRIPTS.size(); i++) copy(SCRIPTS.get(i), directory.resolve("" + i));
        assertThat(scripts).hasSizeGreaterThan(150);
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.toString().contains("models")) continue;
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                if (copy.toString().endsWith(".exp")) scripts.add(copy);
            }
        }
    }

    @Test
    void aboutWhatIsWrong() throws Exception {
        JsonNode checked = new ObjectMapper().readTree(assay("check", "--json")).path("problems");
        int compared = 0;
        for (Path script : scripts) {
            List<String> here = new ArrayList<>();
            for (JsonNode problem : checked)
                if (problem.path("script").asText().equals(script.toString())) here.add(told(script, problem));
            try (Editor editor = editor(script)) {
                List<String> found = editor.open(Files.readString(script)).stream()
                        .map(AgreementTest::told)
                        .toList();
                assertThat(found).as(script.toString()).isEqualTo(here);
            }
            compared += here.size();
        }
        assertThat(compared).isEqualTo(checked.size()).isGreaterThan(200);
    }

    @Test
    void aboutHowItIsWritten() throws Exception {
        List<String> edited = new ArrayList<>();
        for (Path script : scripts) {
            String text = Files.readString(script);
            try (Editor editor = editor(script)) {
                editor.open(text);
                List<? extends TextEdit> edits = editor.format();
                edited.add(edits.isEmpty() ? text : edits.getFirst().getNewText());
            }
        }
        assay("fmt");
        for (int i = 0; i < scripts.size(); i++)
            assertThat(scripts.get(i)).as(scripts.get(i).toString()).hasContent(edited.get(i));
        assay("fmt");
        for (int i = 0; i < scripts.size(); i++)
            assertThat(scripts.get(i)).as("twice: " + scripts.get(i)).hasContent(edited.get(i));
    }

    private String assay(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        scripts.forEach(script -> all.add(script.toString()));
        return new Command(directory).run(all.toArray(String[]::new)).out();
    }

    private static Editor editor(Path script) throws Exception {
        Editor editor = Editor.serve(script.toUri().toString()).editor();
        editor.initialize();
        return editor;
    }

    /** What is wrong in an imported script has its place in the words. */
    private static String told(Path script, JsonNode problem) {
        boolean own = problem.path("file").asText().equals(script.getFileName().toString());
        String line = problem.path("line").asText();
        String place = problem.path("file").asText() + ":" + line + ":"
                + problem.path("column").asText() + ": ";
        List<String> words = new ArrayList<>();
        words.add((own ? "" : place) + problem.path("title").asText());
        if (!problem.path("label").asText().isEmpty())
            words.add(problem.path("label").asText());
        problem.path("notes").forEach(note -> words.add(note.asText()));
        return problem.path("severity").asText() + (own ? " at " + line : "") + ": " + String.join("\n", words);
    }

    private static String told(Diagnostic diagnostic) {
        boolean own = !IMPORTED.matcher(diagnostic.getMessage()).lookingAt();
        String severity = diagnostic.getSeverity() == DiagnosticSeverity.Error ? "error" : "warning";
        int line = diagnostic.getRange().getStart().getLine() + 1;
        return severity + (own ? " at " + line : "") + ": " + diagnostic.getMessage();
    }
}
