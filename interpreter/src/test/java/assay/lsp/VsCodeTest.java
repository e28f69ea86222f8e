package assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import assay.files.FileVerbs;
import assay.files.Folder;
import assay.lib.verb.Verbs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The folder of the extension: what is generated is up to date, and what it names is there. */
class VsCodeTest {
    private static final Path EXTENSION = Path.of("../editors/vscode");
    private static final Path GRAMMAR = EXTENSION.resolve("syntaxes/assay.tmLanguage.json");
    private static final Verbs VERBS = FileVerbs.table(new Folder(Path.of(""), Path.of("")));

    /** {@code -Dgolden=write} writes the file anew. */
    @Test
    void theGrammarIsUpToDate() throws IOException {
        String grammar = new TextMate(VERBS).json();
        if (System.getProperty("golden", "").equals("write")) Files.writeString(GRAMMAR, grammar);
        assertThat(Files.readString(GRAMMAR)).isEqualTo(grammar);
    }

    @Test
    void coloursWordsByTheirPlace() throws IOException {
        assertThat(scope("let war = battle a vs b", "let")).isEqualTo("keyword.control.assay");
        assertThat(scope("let war = battle a vs b", "battle")).isEqualTo("support.function.verb.assay");
        assertThat(scope("let war = battle a vs b", "vs")).isEqualTo("keyword.other.connective.assay");
        assertThat(scope("    battle a vs b", "battle")).isEqualTo("support.function.verb.assay");
        assertThat(scope("show fingerprint(war)", "fingerprint")).isEqualTo("support.function.verb.assay");
        assertThat(scope("print round(1.5)", "round")).isEqualTo("support.function.builtin.assay");
        assertThat(scope("print round(1.5)", "1.5")).isEqualTo("constant.numeric.assay");
        assertThat(scope("print war.let, show-it", "let")).isEmpty();
        assertThat(scope("print war.let, show-it", "show")).isEmpty();
        assertThat(scope("print x # let", "let")).isEmpty();
    }

    @Test
    void whatTheExtensionNamesIsThere() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode manifest = mapper.readTree(EXTENSION.resolve("package.json").toFile());
        assertThat(EXTENSION.resolve(manifest.get("main").asText())).exists();
        JsonNode language = manifest.at("/contributes/languages/0");
        assertThat(EXTENSION.resolve(language.get("configuration").asText())).exists();
        assertThat(EXTENSION.resolve(manifest.at("/contributes/grammars/0/path").asText()))
                .isRegularFile();
        assertThat(manifest.at("/dependencies/vscode-languageclient").asText()).isNotEmpty();
        JsonNode configuration =
                mapper.readTree(EXTENSION.resolve("language-configuration.json").toFile());
        Pattern word = Pattern.compile(configuration.get("wordPattern").asText());
        for (String verb : VERBS.names()) assertThat(verb).matches(word);
    }

    /** The scope of a word of a line: the first pattern that matches at the leftmost place wins, again and again. */
    private static String scope(String line, String word) throws IOException {
        JsonNode patterns = new ObjectMapper().readTree(GRAMMAR.toFile()).get("patterns");
        int at = 0;
        while (at < line.length()) {
            String name = "";
            int start = line.length();
            int end = line.length();
            for (JsonNode pattern : patterns) {
                String match =
                        pattern.path("match").asText(pattern.path("begin").asText());
                Matcher matcher = Pattern.compile(match).matcher(line).useTransparentBounds(true);
                matcher.region(at, line.length()).useAnchoringBounds(false);
                if (!matcher.find() || matcher.start() >= start) continue;
                name = pattern.get("name").asText();
                start = matcher.start();
                end = matcher.end();
            }
            if (line.substring(start, end).strip().equals(word)) return name;
            at = Math.max(end, at + 1);
        }
        return "";
    }
}
