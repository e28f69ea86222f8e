package assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.check.Check;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.ScriptFile;
import assay.grammar.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as an editor sees it, message by message. */
class ServerTest {
    private static final String MODELS = """
            model qilin = "owner/qilin"
            model alpaka = "owner/alpaka"
            """;

    @TempDir
    Path directory;

    private Path script;
    private Editor editor;
    private Editor.Served served;

    @BeforeEach
    void start() throws Exception {
        script = directory.resolve("a b.exp");
        served = Editor.serve(script.toUri().toString());
        editor = served.editor();
        editor.initialize();
        editor.open("");
    }

    @AfterEach
    void stop() {
        editor.close();
    }

    @Test
    void findsWhatCheckFinds() throws Exception {
        String text = MODELS + "let war = battle qilin vs alpaka lenght 20\nprint war.iteratons, nothing\nlet x = (\n";
        Files.writeString(script, text);
        ScriptFile file = ScriptFile.started(script.toString());
        List<Problem> problems = Check.script(
                        file,
                        Map.of(),
                        new Vocabulary(FileVerbs.table(file.folder().orElseThrow())))
                .problems();
        List<Diagnostic> found = editor.change(text);
        assertThat(found).hasSize(problems.size()).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 0; i < found.size(); i++) {
            Problem problem = problems.get(i);
            Diagnostic diagnostic = found.get(i);
            assertThat(diagnostic.getMessage()).startsWith(problem.title()).contains(problem.label());
            int start = problem.span().start();
            assertThat(diagnostic.getRange().getStart())
                    .isEqualTo(new Position(
                            problem.source().line(start) - 1, problem.source().column(start) - 1));
        }
        assertThat(editor.change(MODELS)).isEmpty();
    }

    @Test
    void countsColumnsInUtf16() throws Exception {
        List<Diagnostic> found = editor.change("let a = \"😀😀\" + nothing\nlet é = 1\nprint \"{é} 😀 {é}\", é");
        assertThat(found)
                .extracting(Diagnostic::getRange)
                .containsExactly(new Range(new Position(0, 17), new Position(0, 24)));
        List<? extends Location> places = references(new Position(1, 4));
        assertThat(places)
                .extracting(Location::getRange)
                .containsExactly(range(1, 4, 5), range(2, 8, 9), range(2, 15, 16), range(2, 20, 21));
    }

    @Test
    void showsWhatIsWrongWithAnImportAtTheImport() throws Exception {
        Files.writeString(directory.resolve("lib.exp"), "let y = 2\n\nlet z = nothing\n");
        List<Diagnostic> found = editor.change("import colors\nimport \"lib.exp\"\nprint y");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().getMessage()).startsWith("lib.exp:3:9: `nothing` is not defined");
        assertThat(found.getFirst().getRange()).isEqualTo(range(1, 7, 16));
    }

    @Test
    void explainsVerbsSettingsFieldsNamesAndStatements() throws Exception {
        editor.change(MODELS + "let war = battle qilin vs alpaka length 20\nprint war.iterations, round(1.5)\n"
                + "define f(a, b = 1) { return a }\nshow war top 5");
        assertThat(editor.hover("battle")).contains("## battle").contains("replicates");
        assertThat(editor.hover("length")).startsWith("`length`: ").contains("if not said");
        assertThat(editor.hover("vs ")).startsWith("`vs B`");
        assertThat(editor.hover("war.")).isEqualTo("`war`: a result of battle");
        assertThat(editor.hover("iterations")).startsWith("`iterations`: ");
        assertThat(editor.hover("round")).contains("round(x, [digits])");
        assertThat(editor.hover("let")).contains("let NAME = VALUE");
        assertThat(editor.hover("f(a")).isEqualTo("`f`: a procedure of (a, b)");
        assertThat(editor.hover("top")).startsWith("`top`: how many rows");
        assertThat(editor.hover("20")).isEmpty();
    }

    @Test
    void goesToWhereANameIsBound() throws Exception {
        Path lib = Files.writeString(directory.resolve("lib.exp"), "# lib\nlet far = 2\n");
        editor.change("import \"lib.exp\"\nlet near = far\nprint near");
        assertThat(definition("near = ").getRange()).isEqualTo(range(1, 4, 8));
        assertThat(definition("far").getUri())
                .isEqualTo(lib.toRealPath().toUri().toString());
        assertThat(definition("far").getRange()).isEqualTo(range(1, 4, 7));
        assertThat(definition("\"lib").getUri())
                .isEqualTo(lib.toRealPath().toUri().toString());
    }

    @Test
    void renamesAVariableEverywhereAndNothingElse() throws Exception {
        String text = MODELS + "let length = 20\nlet war = battle qilin vs alpaka length length\nprint \"{length}\"\n";
        editor.change(text);
        assertThat(edits("length = ", "size")).containsExactly(range(2, 4, 10), range(3, 40, 46), range(4, 8, 14));
        assertThatThrownBy(() -> edits("length = ", "war")).hasMessageContaining("bound already");
        assertThatThrownBy(() -> edits("length = ", "1x")).hasMessageContaining("cannot be a name");
        assertThatThrownBy(() -> edits("length = ", "with")).hasMessageContaining("cannot be called `with`");
        assertThatThrownBy(() -> edits("battle", "war")).hasMessageContaining("only names");
    }

    @Test
    void formatsTheWholeScript() throws Exception {
        editor.change("let   x=1 # 😀\nprint  x");
        List<? extends TextEdit> edits = editor.format();
        assertThat(edits).hasSize(1);
        assertThat(edits.getFirst().getNewText()).isEqualTo("let x = 1  # 😀\nprint x\n");
        assertThat(edits.getFirst().getRange()).isEqualTo(new Range(new Position(0, 0), new Position(1, 8)));
        editor.change("let x = 1\n");
        assertThat(editor.format()).isEmpty();
        editor.change("let x = (\n");
        assertThat(editor.format()).isEmpty();
    }

    @Test
    void outlinesTheNamesOfAScript() throws Exception {
        editor.change(MODELS + "param n = 1\ndefine f(a) {\n    let inner = a\n    return inner\n}\nlet x = f(n)");
        List<DocumentSymbol> symbols = Editor.wait(editor.server()
                        .getTextDocumentService()
                        .documentSymbol(new DocumentSymbolParams(editor.document())))
                .stream()
                .map(either -> either.getRight())
                .toList();
        assertThat(symbols).extracting(DocumentSymbol::getName).containsExactly("qilin", "alpaka", "n", "f", "x");
        assertThat(symbols.get(3).getChildren())
                .extracting(DocumentSymbol::getName)
                .containsExactly("inner");
    }

    @Test
    void offersTheWordThatWasMeant() throws Exception {
        List<Diagnostic> found = editor.change(MODELS + "let war = battle qilin vs alpaka lenght 20");
        var actions = Editor.wait(editor.server()
                .getTextDocumentService()
                .codeAction(new CodeActionParams(
                        editor.document(), found.getFirst().getRange(), new CodeActionContext(found))));
        assertThat(actions).hasSize(1);
        assertThat(actions.getFirst().getRight().getTitle()).isEqualTo("write `length`");
    }

    @Test
    void endsWithZeroAfterShutdownAndWithOneWithout() throws Exception {
        Editor.wait(editor.server().shutdown());
        editor.server().exit();
        assertThat(Editor.wait(served.status())).isZero();
        Editor.Served other = Editor.serve("untitled:Untitled-1");
        other.toServer().close();
        assertThat(Editor.wait(other.status())).isEqualTo(1);
        other.editor().close();
    }

    @Test
    void survivesMessagesThatAreNone() throws Exception {
        for (String message : List.of(
                "no header\r\n\r\n",
                "Content-Length: seven\r\n\r\n",
                "Content-Length: -3\r\n\r\n",
                framed("{"),
                framed("[1, 2]"),
                framed("null"),
                framed("[".repeat(100_000)),
                framed("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"no/such\", \"params\": {}}"),
                framed("{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"textDocument/hover\"}"),
                framed(
                        "{\"jsonrpc\": \"2.0\", \"id\": 3, \"method\": \"textDocument/hover\", \"params\": {\"textDocument\": 1}}"),
                framed("{\"jsonrpc\": \"2.0\", \"method\": \"textDocument/didOpen\", \"params\": {}}"),
                framed("{\"jsonrpc\": \"2.0\", \"method\": \"textDocument/didChange\", \"params\": null}"),
                framed("{\"jsonrpc\": \"2.0\", \"method\": \"$/unknown\"}"))) {
            served.toServer().write(message.getBytes(StandardCharsets.UTF_8));
            served.toServer().flush();
        }
        assertThat(editor.change("print nothing")).hasSize(1);
        assertThatThrownBy(() -> Editor.wait(editor.server()
                        .getTextDocumentService()
                        .formatting(new DocumentFormattingParams(
                                new org.eclipse.lsp4j.TextDocumentIdentifier("file:///not/open.exp"),
                                new FormattingOptions()))))
                .hasMessageContaining("is not open");
        assertThat(editor.hover("print")).contains("print VALUE");
    }

    private static String framed(String message) {
        return "Content-Length: " + message.length() + "\r\n\r\n" + message;
    }

    private static Range range(int line, int from, int to) {
        return new Range(new Position(line, from), new Position(line, to));
    }

    private List<? extends Location> references(Position place) throws Exception {
        return Editor.wait(editor.server()
                .getTextDocumentService()
                .references(new ReferenceParams(editor.document(), place, new ReferenceContext(true))));
    }

    private Location definition(String marked) throws Exception {
        return Editor.wait(editor.server()
                        .getTextDocumentService()
                        .definition(new DefinitionParams(editor.document(), editor.place(marked))))
                .getLeft()
                .getFirst();
    }

    private List<Range> edits(String marked, String to) throws Exception {
        return Editor.wait(editor.server()
                        .getTextDocumentService()
                        .rename(new RenameParams(editor.document(), editor.place(marked), to)))
                .getChanges()
                .get(editor.document().getUri())
                .stream()
                .map(TextEdit::getRange)
                .toList();
    }
}
