package assay.lsp;

import assay.grammar.Format;
import assay.lib.verb.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * The open scripts, and what an editor asks about them. One thread answers in order; a text that has been replaced
 * before its turn comes is not checked any more.
 */
final class Documents implements TextDocumentService, AutoCloseable {
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, Document> checked = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("assay-check").factory());
    private volatile LanguageClient client;

    void connect(LanguageClient editor) {
        client = editor;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        changed(params.getTextDocument().getUri(), params.getTextDocument().getText());
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        String uri = params.getTextDocument().getUri();
        String text = texts.getOrDefault(uri, "");
        for (TextDocumentContentChangeEvent change : params.getContentChanges()) {
            text = change.getRange() == null
                    ? change.getText()
                    : new Places(text).replaced(change.getRange(), change.getText());
        }
        changed(uri, text);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        String uri = params.getTextDocument().getUri();
        texts.remove(uri);
        checked.remove(uri);
        client.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
    }

    /** What a script imports may have changed. */
    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        checked.clear();
        texts.forEach(this::changed);
    }

    private void changed(String uri, String text) {
        texts.put(uri, text);
        worker.execute(() -> {
            if (texts.get(uri) == text) publish(uri);
        });
    }

    private void publish(String uri) {
        try {
            client.publishDiagnostics(new PublishDiagnosticsParams(uri, new Findings(document(uri)).diagnostics()));
        } catch (RuntimeException | StackOverflowError e) {
            client.logMessage(new MessageParams(MessageType.Error, "internal error while checking: " + e));
        }
    }

    private Document document(String uri) {
        String text = texts.get(uri);
        if (text == null) throw refused("the script " + uri + " is not open");
        Document known = checked.get(uri);
        if (known != null && known.text().equals(text)) return known;
        Document document = Document.of(uri, text);
        checked.put(uri, document);
        return document;
    }

    private <T> CompletableFuture<T> ask(TextDocumentIdentifier of, Function<Document, T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return question.apply(document(of.getUri()));
                    } catch (Failure failure) {
                        throw refused(failure.getMessage());
                    }
                },
                worker);
    }

    private static ResponseErrorException refused(String why) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, why, null));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return ask(
                params.getTextDocument(),
                document ->
                        Either.forLeft(Proposals.at(document, document.places().offset(params.getPosition()))));
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        return ask(params.getTextDocument(), document -> {
            int offset = document.places().offset(params.getPosition());
            Optional<String> text = new Explanation(document, Pieces.of(document.program()), offset).text();
            return text.map(markdown -> new Hover(new MarkupContent("markdown", markdown)))
                    .orElse(null);
        });
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return ask(
                params.getTextDocument(),
                document -> Either.forLeft(new Occurrences(document)
                        .definition(document.places().offset(params.getPosition())).stream()
                                .toList()));
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        return ask(params.getTextDocument(), document -> {
            int offset = document.places().offset(params.getPosition());
            return new Occurrences(document)
                    .references(offset, params.getContext().isIncludeDeclaration()).stream()
                            .map(span -> new Location(
                                    document.uri(), document.places().range(span)))
                            .toList();
        });
    }

    @Override
    public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams params) {
        return ask(params.getTextDocument(), document -> {
            var name = new Occurrences(document).renamed(document.places().offset(params.getPosition()));
            return Either3.forSecond(new PrepareRenameResult(document.places().range(name.span()), name.text()));
        });
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
        return ask(params.getTextDocument(), document -> {
            int offset = document.places().offset(params.getPosition());
            List<TextEdit> edits = new Occurrences(document).rename(offset, params.getNewName());
            return new WorkspaceEdit(Map.of(document.uri(), edits));
        });
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return ask(params.getTextDocument(), document -> new Outline(document.places())
                .of(document.program().script().statements()).stream()
                        .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                        .toList());
    }

    /** The whole text anew; nothing while it has syntax errors. */
    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
        return ask(params.getTextDocument(), document -> Format.script(document.source())
                .filter(text -> !text.equals(document.text()))
                .map(text -> new TextEdit(document.places().whole(), text))
                .stream()
                .toList());
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        return ask(params.getTextDocument(), document -> new Findings(document)
                .corrections(params.getRange()).stream()
                        .map(Either::<Command, CodeAction>forRight)
                        .toList());
    }
}
