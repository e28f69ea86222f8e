package assay.check;

import static org.assertj.core.api.Assertions.assertThat;

import assay.Golden;
import assay.LanguageVerbs;
import assay.files.ScriptFile;
import assay.grammar.Parse;
import assay.grammar.Problem;
import assay.grammar.Problems;
import assay.grammar.Source;
import assay.run.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The JSON of a script's problems says what the text for people says, word by word. */
class ProblemsAsJsonTest {
    private static final Path CHECKED = Path.of("src/test/resources/check");
    private static final Path PARSED = Path.of("../grammar/src/test/resources/errors");

    private static final Pattern PLACE =
            Pattern.compile("(?<file>.+?):(?<line>\\d+):(?<column>\\d+): (?<severity>error|warning): (?<title>.*)");
    private static final Pattern CARETS = Pattern.compile(" +\\| *(?<carets>\\^+) ?(?<label>.*)");
    private static final Pattern NOTE = Pattern.compile(" +=( (?<note>.*))?");

    /** What both say. */
    private record Said(
            String file, int line, int column, String severity, String title, String label, List<String> notes) {}

    @TestFactory
    Stream<DynamicTest> checked() {
        return tests(CHECKED, ProblemsAsJsonTest::check);
    }

    @TestFactory
    Stream<DynamicTest> parsed() {
        return tests(
                PARSED, script -> Parse.script(new Source(script.getFileName().toString(), read(script)))
                        .problems());
    }

    private static Stream<DynamicTest> tests(Path directory, Function<Path, List<Problem>> problems) {
        List<Path> texts = texts(directory);
        assertThat(texts).isNotEmpty();
        return texts.stream()
                .map(text -> DynamicTest.dynamicTest(text.getFileName().toString(), () -> {
                    Path script =
                            text.resolveSibling(text.getFileName().toString().replace(".err", ".exp"));
                    String here = CHECKED.toRealPath().toString();
                    List<JsonNode> documents = sorted(problems.apply(script)).stream()
                            .map(problem -> (JsonNode) Outcome.json(problem))
                            .toList();
                    assertThat(documents.stream().map(json -> said(json, here)).toList())
                            .isEqualTo(said(read(text)));
                    assertThat(documents).allSatisfy(ProblemsAsJsonTest::holdsTogether);
                }));
    }

    /** The end is not before the start, and the suggestion is the word that the label offers. */
    private static void holdsTogether(JsonNode json) {
        int lines = json.get("end_line").asInt() - json.get("line").asInt();
        assertThat(lines).isNotNegative();
        if (lines == 0)
            assertThat(json.get("end_column").asInt())
                    .isGreaterThanOrEqualTo(json.get("column").asInt());
        String label = json.get("label").asText();
        assertThat(json.has("suggestion")).isEqualTo(label.contains("did you mean `"));
        if (json.has("suggestion"))
            assertThat(label).contains("`" + json.get("suggestion").asText() + "`");
    }

    private static List<Problem> check(Path script) {
        ScriptFile file = ScriptFile.started(script.toString());
        Vocabulary vocabulary = new Vocabulary(LanguageVerbs.table(file.folder().orElseThrow()));
        return Check.script(file, Golden.params(file.text()), vocabulary).problems();
    }

    private static List<Problem> sorted(List<Problem> problems) {
        Problems all = new Problems();
        all.addAll(problems);
        return all.list();
    }

    private static Said said(JsonNode json, String here) {
        List<String> notes = new ArrayList<>();
        json.get("notes").forEach(note -> notes.add(note.asText().replace(here, "HERE")));
        return new Said(
                json.get("file").asText(),
                json.get("line").asInt(),
                json.get("column").asInt(),
                json.get("severity").asText(),
                json.get("title").asText(),
                json.get("label").asText().replace(here, "HERE"),
                notes);
    }

    private static List<Said> said(String text) {
        List<Said> all = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher place = PLACE.matcher(line);
            Matcher carets = CARETS.matcher(line);
            Matcher note = NOTE.matcher(line);
            if (place.matches()) {
                all.add(new Said(
                        place.group("file"),
                        Integer.parseInt(place.group("line")),
                        Integer.parseInt(place.group("column")),
                        place.group("severity"),
                        place.group("title"),
                        "",
                        List.of()));
            } else if (carets.matches()) {
                Said last = all.removeLast();
                all.add(new Said(
                        last.file,
                        last.line,
                        last.column,
                        last.severity,
                        last.title,
                        carets.group("label"),
                        List.of()));
            } else if (note.matches()) {
                Said last = all.removeLast();
                List<String> notes = new ArrayList<>(last.notes);
                notes.add(note.group("note"));
                all.add(new Said(
                        last.file, last.line, last.column, last.severity, last.title, last.label, List.copyOf(notes)));
            }
        }
        return all;
    }

    private static List<Path> texts(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".err"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
