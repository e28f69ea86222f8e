package assay.lsp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueHandler;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.ConcurrentMessageProcessor;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageProducer;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * Reads messages whole. The library reads them bit by bit, and after one that it does not understand it takes the rest
 * for headers and never finds the next message.
 */
final class Messages extends StreamMessageProducer {
    private static final int LONGEST = 64 << 20;

    private Messages(InputStream input, MessageJsonHandler json, MessageIssueHandler issues) {
        super(input, json, issues);
    }

    /** A launcher that reads its messages so. */
    static Launcher.Builder<LanguageClient> launcher() {
        return new Builder();
    }

    @Override
    protected boolean handleMessage(InputStream input, Headers headers) throws IOException {
        if (headers.contentLength > LONGEST) {
            input.skipNBytes(headers.contentLength);
            return true;
        }
        byte[] whole = input.readNBytes(headers.contentLength);
        return super.handleMessage(new ByteArrayInputStream(whole), headers);
    }

    private static final class Builder extends Launcher.Builder<LanguageClient> {
        private MessageJsonHandler json;
        private RemoteEndpoint endpoint;

        @Override
        protected RemoteEndpoint createRemoteEndpoint(MessageJsonHandler handler) {
            json = handler;
            endpoint = super.createRemoteEndpoint(handler);
            return endpoint;
        }

        @Override
        protected ConcurrentMessageProcessor createMessageProcessor(
                MessageProducer reader, MessageConsumer consumer, LanguageClient editor) {
            return super.createMessageProcessor(new Messages(input, json, endpoint), consumer, editor);
        }
    }
}
