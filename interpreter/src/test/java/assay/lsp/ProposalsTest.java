package assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor is offered; {@code |} is the cursor. */
class ProposalsTest {
    private static final String BEFORE = """
            model qilin = "owner/qilin"
            model alpaka = "owner/alpaka"
            let war = battle qilin vs alpaka
            let n = 3
            """;

    @TempDir
    Path directory;

    private Editor editor;

    @BeforeEach
    void start() throws Exception {
        editor = Editor.serve(directory.resolve("a.exp").toUri().toString()).editor();
        editor.initialize();
        editor.open("");
    }

    @AfterEach
    void stop() {
        editor.close();
    }

    private List<String> at(String script) throws Exception {
        return editor.proposed(BEFORE + script);
    }

    @Test
    void statementsVerbsAndNamesAtTheStartOfALine() throws Exception {
        assertThat(at("|")).contains("let", "show", "battle", "ask", "war", "qilin");
        assertThat(at("ba|")).contains("battle");
        assertThat(at("for i in 1..2 {\n    |\n}")).contains("i", "let", "battle");
        assertThat(at("let x = |")).contains("battle", "war", "round").doesNotContain("let", "x");
        assertThat(at("print |")).contains("war", "n", "round").doesNotContain("let", "battle");
        assertThat(at("let y = (|")).contains("battle");
    }

    @Test
    void settingsThatAreNotGivenYetAndConnectives() throws Exception {
        assertThat(at("battle qilin |")).contains("vs", "length", "mode").doesNotContain("let");
        assertThat(at("battle qilin vs alpaka length 20 |"))
                .contains("mode", "replicates")
                .doesNotContain("length", "vs");
        assertThat(at("battle qilin vs alpaka le|ngth 20")).contains("length");
        assertThat(at("battle qilin vs alpaka\n    |")).contains("mode");
        assertThat(at("model m = \"owner/m\" |")).contains("revision", "dtype");
        assertThat(at("show war |")).contains("top");
        assertThat(at("let f = fingerprint(war, |)")).containsExactly("solo", "top");
    }

    @Test
    void theValueOfASettingOrAnOperand() throws Exception {
        assertThat(at("battle qilin vs alpaka mode |"))
                .startsWith("single", "sequential")
                .doesNotContain("length", "n");
        assertThat(at("battle qilin vs |")).containsExactly("qilin", "alpaka");
        assertThat(at("battle qilin vs alpaka length |")).containsExactly("n");
        assertThat(at("engine |")).containsExactly("auto", "cpu", "mlx");
        assertThat(at("model m = \"owner/m\" dtype |")).startsWith("native", "float32");
    }

    @Test
    void theFieldsOfAResultARecordAndATable() throws Exception {
        Files.writeString(directory.resolve("t.csv"), "prompt,answer\na,b\n");
        assertThat(at("print war.|")).contains("iterations", "mismatches").doesNotContain("let", "war");
        assertThat(at("print war.it|, n")).contains("iterations");
        assertThat(at("let y = (war.|")).contains("iterations");
        assertThat(at("let r = {a: 1, b: 2}\nprint r.|")).containsExactly("a", "b");
        assertThat(at("let t = load \"t.csv\"\nprint t.|")).containsExactly("prompt", "answer");
        assertThat(at("print n.|")).isEmpty();
    }

    @Test
    void preludesAndHoles() throws Exception {
        assertThat(at("import |")).contains("colors").doesNotContain("let");
        assertThat(at("print \"{|}\"")).contains("war", "n").doesNotContain("let");
        assertThat(at("print \"{|\"")).contains("war");
    }

    @Test
    void nothingInTextsCommentsNumbersAndNewNames() throws Exception {
        assertThat(at("print \"a |\"")).isEmpty();
        assertThat(at("# a |")).isEmpty();
        assertThat(at("let x = 20|")).isEmpty();
        assertThat(at("let |")).isEmpty();
    }

    @Test
    void filesAndDirectoriesInTexts() throws Exception {
        Files.writeString(directory.resolve("t.csv"), "prompt,answer\na,b\n");
        Files.writeString(directory.resolve("other.exp"), "let x = 1\n");
        Files.createDirectory(directory.resolve("models"));
        assertThat(at("let t = load \"|\"")).containsExactly("t.csv", "models/");
        assertThat(at("import \"o|")).contains("other.exp");
        assertThat(at("model m = \"|\"")).startsWith("models/");
        CompletionItem item = editor.items("import \"o|th.exp\"").getFirst();
        assertThat(item.getKind()).isEqualTo(CompletionItemKind.File);
        assertThat(item.getTextEdit().getLeft().getRange()).isEqualTo(range(8, 15));
    }

    @Test
    void itemsSayWhatTheyAre() throws Exception {
        assertThat(item("qil|", "qilin").getKind()).isEqualTo(CompletionItemKind.Class);
        assertThat(item("print w|", "war").getDetail()).isEqualTo("a result of battle");
        assertThat(item("batt|", "battle").getDetail()).startsWith("battle [A] vs B");
        assertThat(item("batt|", "battle").getDocumentation().getRight().getValue())
                .contains("## battle")
                .contains("replicates");
        CompletionItem length = item("battle qilin vs alpaka len|", "length");
        assertThat(length.getKind()).isEqualTo(CompletionItemKind.Property);
        assertThat(length.getDetail()).startsWith("a whole number").endsWith("if not said");
        assertThat(length.getDocumentation().getRight().getValue()).isNotBlank();
        assertThat(item("print war.it|", "iterations").getDocumentation()).isNotNull();
    }

    private CompletionItem item(String script, String label) throws Exception {
        return editor.items(BEFORE + script).stream()
                .filter(item -> item.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Range range(int from, int to) {
        return new Range(new Position(0, from), new Position(0, to));
    }

    @Test
    void anItemReplacesTheWordAtTheCursor() throws Exception {
        List<CompletionItem> items = editor.items("print \"😀\", ro|un");
        CompletionItem round = items.stream()
                .filter(item -> item.getLabel().equals("round"))
                .findFirst()
                .orElseThrow();
        assertThat(round.getTextEdit().getLeft().getRange()).isEqualTo(range(12, 16));
        assertThat(round.getDetail()).isEqualTo("round(x, [digits])");
    }
}
