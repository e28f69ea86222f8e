package assay.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Asks for what lies at an address. Redirects are followed here and not by the client, because the token must not go to
 * the other servers that large files come from.
 */
final class Web implements AutoCloseable {
    private static final int MOST_REDIRECTS = 6;

    private final HubSettings settings;
    private final Patience patience;
    private final HttpClient client;

    Web(HubSettings settings, Patience patience) {
        this.settings = settings;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** The answer to a GET, after redirects; a {@link HubException} if they lead where none may. */
    Answer get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        URI at = uri;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<InputStream> response =
                    client.send(request(at, headers), HttpResponse.BodyHandlers.ofInputStream());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body(), !trusted(at));
            if (!redirects(answer.status())) return answer;
            answer.close();
            at = next(at, answer);
        }
        throw new HubException("the hub at " + settings.endpoint() + " redirects in a circle; try again later");
    }

    private HttpRequest request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(patience.answer())
                .header("User-Agent", "assay")
                .header("Accept-Encoding", "identity"); // hashes are of the files as they are
        headers.forEach(request::header);
        if (trusted(uri)) settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.build();
    }

    /** Whether an address is the endpoint's own: the same scheme, host and port. */
    boolean trusted(URI uri) {
        URI endpoint = settings.endpoint();
        return endpoint.getScheme().equalsIgnoreCase(uri.getScheme())
                && endpoint.getHost().equalsIgnoreCase(uri.getHost())
                && port(endpoint) == port(uri);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static boolean redirects(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private URI next(URI from, Answer answer) {
        try {
            URI to = from.resolve(answer.header("Location").orElse(""));
            String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
            boolean secure = scheme.equals("https");
            boolean downgraded = from.getScheme().equalsIgnoreCase("https") && !secure;
            if ((secure || scheme.equals("http")) && !downgraded && to.getHost() != null) return to;
        } catch (IllegalArgumentException noAddress) {
            // Said below, as for an address that is not of the web.
        }
        throw new HubException("the hub at " + settings.endpoint()
                + " redirects to an address that is not a safe one of the web; check HF_ENDPOINT");
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
