package assay.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor with one script open, at the other end of the streams of a server. */
final class Editor implements LanguageClient, AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String uri;
    private final LanguageServer server;
    private String text = "";

    private Editor(String uri, InputStream in, OutputStream out) {
        this.uri = uri;
        Launcher<LanguageServer> launcher = new Launcher.Builder<LanguageServer>()
                .setLocalService(this)
                .setRemoteInterface(LanguageServer.class)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(threads)
                .create();
        launcher.startListening();
        this.server = launcher.getRemoteProxy();
    }

    /** What a server in this process ended with, and the stream that it reads. */
    record Served(Editor editor, CompletableFuture<Integer> status, OutputStream toServer) {}

    static Served serve(String uri) throws IOException {
        PipedOutputStream toServer = new PipedOutputStream();
        PipedInputStream fromEditor = new PipedInputStream(toServer, 1 << 20);
        PipedOutputStream toEditor = new PipedOutputStream();
        PipedInputStream fromServer = new PipedInputStream(toEditor, 1 << 20);
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            status.complete(Server.serve(fromEditor, toEditor, "test"));
        });
        return new Served(new Editor(uri, fromServer, toServer), status, toServer);
    }

    static Editor of(String uri, Process process) {
        return new Editor(uri, process.getInputStream(), process.getOutputStream());
    }

    LanguageServer server() {
        return server;
    }

    TextDocumentIdentifier document() {
        return new TextDocumentIdentifier(uri);
    }

    static <T> T wait(CompletableFuture<T> answer) throws Exception {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void initialize() throws Exception {
        wait(server.initialize(new InitializeParams()));
        server.initialized(new InitializedParams());
    }

    /** Opens a script and gives its diagnostics. */
    List<Diagnostic> open(String script) throws Exception {
        text = script;
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "assay", 1, script)));
        return diagnostics();
    }

    List<Diagnostic> change(String script) throws Exception {
        text = script;
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, 2),
                        List.of(new TextDocumentContentChangeEvent(script))));
        return diagnostics();
    }

    List<Diagnostic> diagnostics() throws Exception {
        PublishDiagnosticsParams params = published.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (params == null) throw new IllegalStateException("no diagnostics came");
        return params.getDiagnostics();
    }

    /** The place of the first {@code marked} text, its column in UTF-16 units. */
    Position place(String marked) {
        int at = text.indexOf(marked);
        if (at < 0) throw new IllegalArgumentException(marked);
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, at - before.lastIndexOf('\n') - 1);
    }

    /** What is proposed where {@code |} stands in a script. */
    List<String> proposed(String script) throws Exception {
        return items(script).stream().map(CompletionItem::getLabel).toList();
    }

    List<CompletionItem> items(String script) throws Exception {
        int at = script.indexOf('|');
        text = script;
        Position place = place("|");
        change(script.substring(0, at) + script.substring(at + 1));
        return wait(server.getTextDocumentService().completion(new CompletionParams(document(), place)))
                .getLeft();
    }

    String hover(String marked) throws Exception {
        Hover hover = wait(server.getTextDocumentService().hover(new HoverParams(document(), place(marked))));
        return hover == null ? "" : hover.getContents().getRight().getValue();
    }

    List<? extends TextEdit> format() throws Exception {
        return wait(server.getTextDocumentService()
                .formatting(new DocumentFormattingParams(document(), new FormattingOptions())));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {
        published.add(params);
    }

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void showMessage(MessageParams params) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams params) {}
}
