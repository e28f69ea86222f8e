package assay.engine.hub;

import assay.engine.EngineException;
import assay.engine.io.UntrustedJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One model at the hub: its commits and files, by the hub's interface. Everything that comes back is checked. */
final class Remote {
    private static final int LARGEST_JSON = 4 << 20;
    private static final int MOST_PAGES = 20;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;\\s*rel=\"?next\"?");

    private final HubId id;
    private final Revision revision;
    private final HubSettings settings;
    private final Web web;
    private final Patience patience;
    private final Consumer<String> note;

    Remote(HubId id, Revision revision, HubSettings settings, Web web, Patience patience, Consumer<String> note) {
        this.id = id;
        this.revision = revision;
        this.settings = settings;
        this.web = web;
        this.patience = patience;
        this.note = note;
    }

    private record Page(JsonNode json, Optional<URI> next) {}

    /** The commit that the revision stands for now. */
    String commit() throws InterruptedException {
        String name = URLEncoder.encode(revision.text(), StandardCharsets.UTF_8);
        JsonNode answer = json(at("/api/models/" + id + "/revision/" + name)).json();
        String commit = answer.path("sha").asText();
        if (!Revision.isCommit(commit)) throw nonsense("names no commit");
        if (revision.isCommit() && !commit.equals(revision.text())) throw nonsense("answers with another commit");
        return commit;
    }

    /** The files in the model's own directory, by name. */
    Map<String, RemoteFile> files(String commit) throws InterruptedException {
        Map<String, RemoteFile> files = new LinkedHashMap<>();
        Optional<URI> at = Optional.of(at("/api/models/" + id + "/tree/" + commit));
        for (int page = 0; at.isPresent(); page++) {
            if (page == MOST_PAGES) throw nonsense("lists files without an end");
            Page found = json(at.get());
            if (!found.json().isArray()) throw nonsense("lists no files");
            for (JsonNode entry : found.json()) file(entry).ifPresent(file -> files.putIfAbsent(file.name(), file));
            at = found.next();
        }
        return files;
    }

    private Optional<RemoteFile> file(JsonNode entry) {
        if (!entry.path("type").asText().equals("file")) return Optional.empty();
        JsonNode lfs = entry.path("lfs");
        String name = entry.path("path").asText();
        String hash = (lfs.isObject() ? lfs : entry).path("oid").asText();
        JsonNode size = (lfs.isObject() ? lfs : entry).path("size");
        if (!size.canConvertToLong()
                || !size.isIntegralNumber()
                || size.longValue() < 0
                || !HASH.matcher(hash).matches()) throw nonsense("lists a file without size and hash");
        return Optional.of(new RemoteFile(name, size.longValue(), hash));
    }

    /** Where the bytes of a file are. */
    URI address(RemoteFile file, String commit) {
        return at("/" + id + "/resolve/" + commit + "/" + file.name());
    }

    HubException refusal(Answer answer) {
        return new Refusal(settings, id, revision).of(answer);
    }

    HubException unreachable(IOException e) {
        return Unreachable.of(settings.endpoint(), e);
    }

    private URI at(String path) {
        return URI.create(settings.endpoint() + path);
    }

    private Page json(URI uri) throws InterruptedException {
        Retry retry = new Retry(patience, note);
        while (true) {
            try (Answer answer = web.get(uri, Map.of("Accept", "application/json"))) {
                if (answer.ok()) return page(uri, answer);
                if (!answer.passing()) throw refusal(answer);
                retry.after(answer, refusal(answer));
            } catch (IOException e) {
                if (Unreachable.lasting(e)) throw unreachable(e);
                retry.after(e, unreachable(e));
            }
        }
    }

    private Page page(URI uri, Answer answer) throws IOException {
        byte[] body;
        try (Watch watch = new Watch(answer.body(), Long.MAX_VALUE, patience.answer())) {
            body = watch.readNBytes(LARGEST_JSON + 1);
        }
        if (body.length > LARGEST_JSON) throw nonsense("answers with more than it can have to say");
        return new Page(parsed(body), next(uri, answer));
    }

    private JsonNode parsed(byte[] body) {
        try {
            return UntrustedJson.value("the answer", body);
        } catch (EngineException e) {
            throw nonsense("answers with what is not JSON");
        }
    }

    /** The next page of a list, if it is the endpoint's own. */
    private Optional<URI> next(URI uri, Answer answer) {
        Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
        if (!link.find()) return Optional.empty();
        try {
            URI next = uri.resolve(link.group(1));
            if (web.trusted(next)) return Optional.of(next);
        } catch (IllegalArgumentException noAddress) {
            // Said below.
        }
        throw nonsense("continues its list at another server");
    }

    private HubException nonsense(String what) {
        return new HubException("the hub at " + settings.endpoint() + " " + what
                + "; check that HF_ENDPOINT is one of Hugging Face's kind");
    }
}
