package assay.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words for what the hub refuses, and for answers that no hub gives. */
@Timeout(60)
class RefusalTest {
    @TempDir
    Path directory;

    private Path cache;
    private HubServer server;

    @BeforeEach
    void start() throws IOException {
        cache = Files.createDirectories(directory.resolve("home/cache"));
        server = new HubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void refuses(Trial trial, String message) {
        assertThatThrownBy(trial::get).isInstanceOf(HubException.class).satisfies(e -> assertThat(
                        e.getMessage().replace(server.address().toString(), "HUB"))
                .isEqualTo(message));
        assertThat(cache.resolve("models--owner--tiny/refs")).doesNotExist();
    }

    private void refuses(String message) {
        refuses(new Trial(server, cache), message);
    }

    private Trial withToken() {
        return new Trial(new HubSettings(cache, server.address(), Optional.of("hf_secret"), false));
    }

    private void status(String part, int status, String header, String value) {
        server.trick(part, (exchange, time) -> {
            if (header != null) exchange.getResponseHeaders().set(header, value);
            HubServer.text(exchange, status, "{\"error\": \"no\"}");
            return true;
        });
    }

    @Test
    void noSuchModel() {
        status("/revision/", 404, "X-Error-Code", "RepoNotFound");
        refuses("there is no model `owner/tiny` at HUB; check the name, or set HF_TOKEN if it is private");
        refuses(withToken(), "there is no model `owner/tiny` at HUB; check the name");
    }

    /** The hub does not tell strangers whether a private model is there. */
    @Test
    void unauthorizedWithoutTokenIsAsIfItWereNotThere() {
        status("/revision/", 401, null, null);
        refuses("there is no model `owner/tiny` at HUB; check the name, or set HF_TOKEN if it is private");
        refuses(
                withToken(),
                "the hub at HUB refuses the token for `owner/tiny`; set HF_TOKEN to one that may read it, from HUB/settings/tokens");
    }

    @Test
    void gated() {
        status("/resolve/", 403, "X-Error-Code", "GatedRepo");
        refuses(
                "`owner/tiny` is gated; accept its licence at HUB/owner/tiny and set HF_TOKEN to a token of that account");
        refuses(
                withToken(),
                "`owner/tiny` is gated; accept its licence at HUB/owner/tiny with the account that HF_TOKEN belongs to");
    }

    @Test
    void noSuchRevision() {
        status("/revision/", 404, "X-Error-Code", "RevisionNotFound");
        refuses("`owner/tiny` has no revision `main`; write one of its branches or tags, or a commit hash");
    }

    @Test
    void tooManyRequests() {
        status("/revision/", 429, "Retry-After", "3600");
        refuses(
                "the hub at HUB is asked too often and wants 3600 s of rest; wait a while, or set HF_TOKEN, which allows more");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void faults() {
        status("/revision/", 503, null, null);
        refuses("the hub at HUB has a fault (status 503); try again later, what has been fetched is kept");
        assertThat(server.requests).hasSize(Trial.SHORT.attempts());
    }

    @Test
    void otherAnswers() {
        status("/revision/", 418, null, null);
        refuses("the hub at HUB answers with status 418; check HF_ENDPOINT");
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI nowhere = URI.create("http://127.0.0.1:" + port);
        refuses(
                new Trial(new HubSettings(cache, nowhere, Optional.empty(), false)),
                "the hub at " + nowhere
                        + " cannot be reached (the connection is refused); check the network, or name a "
                        + "directory with the model, or set HF_HUB_OFFLINE=1 to use cached models only");
        URI unknown = URI.create("http://no-such-host.invalid");
        refuses(
                new Trial(new HubSettings(cache, unknown, Optional.empty(), false)),
                "the hub at http://no-such-host.invalid cannot be reached (its name is not known here); check the "
                        + "network, or name a directory with the model, or set HF_HUB_OFFLINE=1 to use cached models only");
    }

    @Test
    void noSecureConnection() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(plain));
            URI secure = URI.create("https://127.0.0.1:" + plain.getLocalPort());
            assertThatThrownBy(() -> new Trial(new HubSettings(cache, secure, Optional.empty(), false)).get())
                    .isInstanceOf(HubException.class)
                    .hasMessageStartingWith("the hub at " + secure + " cannot be reached (no secure connection: ");
        }
    }

    private static void answerPlainly(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answerPlainly(socket));
            }
        } catch (IOException ended) {
            // The test is over.
        }
    }

    private static void answerPlainly(Socket open) {
        try (Socket socket = open) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream()); // closing at once would reset it
        } catch (IOException ended) {
            // The client has gone.
        }
    }

    @Test
    void silence() {
        server.trick("/revision/", (exchange, time) -> {
            HubServer.part(exchange, new byte[100], 10);
            server.hold();
            return true;
        });
        Patience patience = new Patience(
                Trial.SHORT.connect(),
                Trial.SHORT.stall(),
                Trial.SHORT.stall(),
                Trial.SHORT.pause(),
                Trial.SHORT.longest(),
                2,
                Trial.SHORT.silent());
        Hub hub = new Hub(new HubSettings(cache, server.address(), Optional.empty(), false), patience);
        assertThatThrownBy(() -> hub.get(Trial.ID, Revision.MAIN, new Trial(server, cache)))
                .hasMessageContaining("cannot be reached (nothing more came)");
    }

    @Test
    void withoutSafetensors() {
        server.files.remove("model.safetensors");
        server.file("model-q4.gguf", "gguf");
        refuses(
                "`owner/tiny` has no model.safetensors, only *.bin, *.gguf; Assay reads safetensors weights (pickled ones "
                        + "can run code), so look for a conversion, e.g. by mlx-community");
    }

    @Test
    void withoutTokenizer() {
        server.files.remove("tokenizer.json");
        refuses(
                "`owner/tiny` has no tokenizer.json; a model that Assay reads is config.json, tokenizer.json and *.safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../evil.safetensors",
                "/etc/evil.safetensors",
                "..",
                "a/b.safetensors",
                "gone.safetensors",
                "x.bin"
            })
    void shardsThatLeadAstray(String shard) throws IOException {
        server.file("model.safetensors.index.json", "{\"weight_map\": {\"a\": \"" + shard + "\"}}");
        server.listing = server.listing()
                .replaceFirst("\\]$", ", " + HubServer.entry("../../../evil.safetensors", new byte[3]) + "]");
        refuses("the index of `owner/tiny` names the weight file \"" + shard
                + "\", which the model does not have; use another conversion of it");
        try (var outside = Files.walk(directory)) {
            assertThat(outside).noneMatch(path -> path.toString().contains("evil"));
        }
    }

    @Test
    void anIndexThatIsNone() {
        server.file("model.safetensors.index.json", "[[[[");
        refuses("the index of the weights of `owner/tiny` cannot be read; use another conversion of it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|lists no files",
                "[1, 2]|lists a file|",
                "[{\"type\": \"file\", \"path\": \"a\"}]|lists a file without size and hash",
                "[{\"type\": \"file\", \"path\": \"a\", \"size\": -1, \"oid\": \"0123456789012345678901234567890123456789\"}]|lists a file without size and hash",
                "[{\"type\": \"file\", \"path\": \"a\", \"size\": 1, \"oid\": \"../../../../etc\"}]|lists a file without size and hash",
                "<html>|answers with what is not JSON",
            })
    void listingsOfNoHub(String listing, String what) {
        server.listing = listing;
        if (listing.equals("[1, 2]")) {
            refuses(
                    "`owner/tiny` has no model.safetensors; Assay reads safetensors weights (pickled ones can run code), "
                            + "so look for a conversion, e.g. by mlx-community");
        } else {
            refuses("the hub at HUB " + what + "; check that HF_ENDPOINT is one of Hugging Face's kind");
        }
    }

    @Test
    void hugeAndDeepAnswers() {
        byte[] huge = new byte[5 << 20];
        Arrays.fill(huge, (byte) ' ');
        server.trick("/revision/", (exchange, time) -> {
            if (time == 0) HubServer.file(exchange, huge);
            else HubServer.text(exchange, 200, "[".repeat(100_000));
            return true;
        });
        refuses(
                "the hub at HUB answers with more than it can have to say; check that HF_ENDPOINT is one of Hugging Face's kind");
        refuses("the hub at HUB answers with what is not JSON; check that HF_ENDPOINT is one of Hugging Face's kind");
    }

    @Test
    void listsWithoutAnEndOrElsewhere() {
        server.trick("/tree/", (exchange, time) -> {
            exchange.getResponseHeaders()
                    .set("Link", "<" + server.address() + exchange.getRequestURI() + ">; rel=\"next\"");
            return false;
        });
        refuses("the hub at HUB lists files without an end; check that HF_ENDPOINT is one of Hugging Face's kind");
        server.trick("/revision/", (exchange, time) -> {
            exchange.getResponseHeaders().set("Link", "<http://other.invalid/>; rel=\"next\"");
            return false;
        });
        refuses(
                "the hub at HUB continues its list at another server; check that HF_ENDPOINT is one of Hugging Face's kind");
    }

    @Test
    void aCommitThatIsNone() {
        server.trick("/revision/", (exchange, time) -> {
            HubServer.text(exchange, 200, "{\"sha\": \"../../../../etc\"}");
            return true;
        });
        refuses("the hub at HUB names no commit; check that HF_ENDPOINT is one of Hugging Face's kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "jar:file:/x", "http://", ":"})
    void redirectsOutOfTheWeb(String location) {
        status("/revision/", 302, "Location", location);
        refuses("the hub at HUB redirects to an address that is not a safe one of the web; check HF_ENDPOINT");
    }

    @Test
    void circles() {
        status("/revision/", 302, "Location", "/revision/again");
        refuses("the hub at HUB redirects in a circle; try again later");
    }
}
