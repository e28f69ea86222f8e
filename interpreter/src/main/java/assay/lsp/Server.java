package assay.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** The language server protocol, version 3.17, over two streams. */
public final class Server implements LanguageServer {
    /** What the library says about messages that are none: an editor would show it to nobody who can help it. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

    private static final int ENDED_UNASKED = 1;

    private final String version;
    private final Documents documents = new Documents();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private volatile boolean shutDown;

    private Server(String version) {
        this.version = version;
    }

    /** Serves one editor until it says {@code exit} or its stream ends; gives the exit status. */
    public static int serve(InputStream in, OutputStream out, String version) {
        LIBRARY.setLevel(Level.OFF);
        Server server = new Server(version);
        // Closing it would wait for the thread that reads, which only the editor can end.
        ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("assay-lsp-", 0).factory());
        Launcher<LanguageClient> launcher = Messages.launcher()
                .setLocalService(server)
                .setRemoteInterface(LanguageClient.class)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(threads)
                .setExceptionHandler(Server::failed)
                .create();
        server.documents.connect(launcher.getRemoteProxy());
        Future<Void> listening = launcher.startListening();
        threads.submit(() -> {
            try {
                return listening.get();
            } finally {
                server.status.complete(ENDED_UNASKED);
            }
        });
        int code = server.status.join();
        server.documents.close();
        threads.shutdownNow();
        return code;
    }

    /** A request that cannot be answered must not cost the editor its server. */
    private static ResponseError failed(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) cause = cause.getCause();
        if (cause instanceof ResponseErrorException refused) return refused.getResponseError();
        return new ResponseError(ResponseErrorCode.InternalError, "internal error: " + cause, null);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        ServerCapabilities can = new ServerCapabilities();
        can.setTextDocumentSync(TextDocumentSyncKind.Full);
        can.setCompletionProvider(new CompletionOptions(false, List.of(".", "{", "\"", "/")));
        can.setHoverProvider(true);
        can.setDefinitionProvider(true);
        can.setReferencesProvider(true);
        can.setRenameProvider(new RenameOptions(true));
        can.setDocumentSymbolProvider(true);
        can.setDocumentFormattingProvider(true);
        can.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
        return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("assay", version)));
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void exit() {
        status.complete(shutDown ? 0 : ENDED_UNASKED);
    }

    @Override
    public void setTrace(SetTraceParams params) {
        // There is nothing to trace that the editor does not see itself.
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return new Workspace();
    }
}
