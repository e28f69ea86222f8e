package assay.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched, where it goes, and when the network is not asked at all. */
class HubTest {
    @TempDir
    Path cache;

    private HubServer server;

    @BeforeEach
    void start() throws IOException {
        server = new HubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path folder() {
        return cache.resolve("models--owner--tiny");
    }

    @Test
    void writesTheLayoutOfHuggingFace() throws IOException {
        Trial trial = new Trial(server, cache);
        Snapshot snapshot = trial.get();
        assertThat(snapshot.commit()).isEqualTo(HubServer.COMMIT);
        assertThat(snapshot.directory()).isEqualTo(folder().resolve("snapshots").resolve(HubServer.COMMIT));
        assertThat(folder().resolve("refs/main")).hasContent(HubServer.COMMIT);
        try (var files = Files.list(snapshot.directory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors");
        }
        try (var files = Files.list(snapshot.directory())) {
            assertThat(files).allSatisfy(file -> {
                String name = file.getFileName().toString();
                assertThat(Files.readSymbolicLink(file)).isEqualTo(Path.of("../../blobs", server.hash(name)));
                assertThat(file).hasBinaryContent(server.files.get(name));
            });
        }
        try (var blobs = Files.list(folder().resolve("blobs"))) {
            assertThat(blobs.map(blob -> blob.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            server.hash("config.json"),
                            server.hash("tokenizer.json"),
                            server.hash("tokenizer_config.json"),
                            server.hash("model.safetensors"));
        }
        assertThat(trial.done).isEqualTo(trial.total).isGreaterThan(300_000);
        assertThat(server.paths()).noneMatch(path -> path.endsWith(".bin") || path.endsWith(".py"));
    }

    /** The bytes of the tools' own caches: docs of huggingface_hub, "Understand caching". */
    @Test
    void readsWhatHuggingFaceHasWrittenWithoutTheNetwork() throws IOException {
        for (String name : new String[] {"config.json", "tokenizer.json", "model.safetensors"}) {
            Path blob = folder().resolve("blobs").resolve(server.hash(name));
            Files.createDirectories(blob.getParent());
            Files.write(blob, server.files.get(name));
            Path link = folder().resolve("snapshots").resolve(HubServer.COMMIT).resolve(name);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of("../../blobs", server.hash(name)));
        }
        Files.createDirectories(folder().resolve("refs"));
        Files.writeString(folder().resolve("refs/main"), HubServer.COMMIT);
        HubSettings offline = new HubSettings(cache, server.address(), Optional.empty(), true);
        Snapshot snapshot = new Trial(offline).get();
        assertThat(snapshot.directory().resolve("model.safetensors"))
                .hasBinaryContent(server.files.get("model.safetensors"));
        for (String revision : new String[] {HubServer.COMMIT, HubServer.COMMIT.substring(0, 7)}) {
            assertThat(new Hub(offline).cache().find(Trial.ID, new Revision(revision)))
                    .contains(snapshot);
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void anInterruptedDownloadOfAnotherToolIsNotTakenForAModel() throws IOException {
        new Trial(server, cache).get();
        Cache here = new Cache(cache);
        assertThat(here.find(Trial.ID, Revision.MAIN)).isPresent();
        Path trees = Files.createDirectories(folder().resolve("trees"));
        Files.writeString(
                trees.resolve(HubServer.COMMIT + ".json"),
                "{\"format_version\": 1, \"files\": {\"README.md\": {}, \"chat_template.jinja\": {\"size\": 1}}}");
        assertThat(here.find(Trial.ID, Revision.MAIN)).isEmpty();
        Files.delete(trees.resolve(HubServer.COMMIT + ".json"));
        Files.delete(here.blob(Trial.ID, server.hash("model.safetensors")));
        assertThat(here.find(Trial.ID, Revision.MAIN)).isEmpty();
        new Trial(server, cache).get();
        assertThat(here.find(Trial.ID, Revision.MAIN)).isPresent();
    }

    @Test
    void aCachedModelIsNotAskedForAgainAndAPullTransfersNothingTwice() {
        new Trial(server, cache).get();
        int asked = server.requests.size();
        new Trial(server, cache).get();
        assertThat(server.requests).hasSize(asked);
        new Trial(server, cache).pull();
        assertThat(server.requests).hasSize(asked + 1);
    }

    @Test
    void onlyTheShardsThatTheIndexNamesAreFetched() {
        server.files.put("model-00001-of-00002.safetensors", HubServer.weights(1000, 2));
        server.files.put("model-00002-of-00002.safetensors", HubServer.weights(1000, 3));
        server.files.put("consolidated.safetensors", HubServer.weights(1000, 4));
        server.file(
                "model.safetensors.index.json",
                "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\", \"b\": \"model-00002-of-00002.safetensors\"}}");
        Snapshot snapshot = new Trial(server, cache).get();
        assertThat(snapshot.directory().resolve("model-00002-of-00002.safetensors"))
                .exists();
        assertThat(snapshot.directory().resolve("consolidated.safetensors")).doesNotExist();
        assertThat(snapshot.directory().resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void revisionsAreNotedDown() {
        Trial trial = new Trial(server, cache);
        trial.hub.get(Trial.ID, new Revision("refs/pr/1"), trial);
        trial.hub.get(Trial.ID, new Revision("0123456"), trial);
        trial.hub.get(Trial.ID, new Revision(HubServer.COMMIT), trial);
        assertThat(folder().resolve("refs/refs/pr/1")).hasContent(HubServer.COMMIT);
        assertThat(server.paths()).contains("/api/models/owner/tiny/revision/refs%2Fpr%2F1");
        assertThat(new Inventory(trial.hub.cache()).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.names()).containsExactly("refs/pr/1");
            assertThat(entry.whole()).isTrue();
            assertThat(entry.bytes()).isGreaterThan(300_000);
        });
    }

    @Test
    void theTokenStaysWithTheEndpoint() throws IOException {
        try (HubServer elsewhere = new HubServer()) {
            byte[] weights = server.files.get("model.safetensors");
            elsewhere.trick("/cdn", (exchange, time) -> {
                HubServer.file(exchange, weights);
                return true;
            });
            server.trick("model.safetensors", (exchange, time) -> {
                exchange.getResponseHeaders().set("Location", elsewhere.address() + "/cdn");
                exchange.sendResponseHeaders(302, -1);
                return true;
            });
            HubSettings settings = new HubSettings(cache, server.address(), Optional.of("hf_secret"), false);
            Snapshot snapshot = new Trial(settings).get();
            assertThat(snapshot.directory().resolve("model.safetensors")).hasBinaryContent(weights);
            assertThat(server.requests).allMatch(request -> "Bearer hf_secret".equals(request.token()));
            assertThat(elsewhere.requests).isNotEmpty().allMatch(request -> request.token() == null);
        }
    }

    /** The addresses of the servers for large files expire; the hub's refusals are something else. */
    @Test
    void anExpiredAddressIsAskedForAnew() throws IOException {
        try (HubServer elsewhere = new HubServer()) {
            elsewhere.trick("/cdn", (exchange, time) -> {
                if (time == 0) HubServer.text(exchange, 403, "expired");
                else HubServer.file(exchange, server.files.get("model.safetensors"));
                return true;
            });
            server.trick("model.safetensors", (exchange, time) -> {
                exchange.getResponseHeaders().set("Location", elsewhere.address() + "/cdn");
                exchange.sendResponseHeaders(302, -1);
                return true;
            });
            new Trial(server, cache).get();
            assertThat(server.paths())
                    .filteredOn(path -> path.endsWith("model.safetensors"))
                    .hasSize(2);
        }
    }

    @Test
    void relativeRedirectsKeepTheToken() {
        server.trick("/resolve/", (exchange, time) -> {
            String path = exchange.getRequestURI().getPath();
            if (!path.endsWith("config.json") || path.startsWith("/moved")) return false;
            exchange.getResponseHeaders().set("Location", "/moved/config.json");
            exchange.sendResponseHeaders(307, -1);
            return true;
        });
        server.trick("/moved/config.json", (exchange, time) -> {
            String name = exchange.getRequestURI().getPath().endsWith("tokenizer_config.json")
                    ? "tokenizer_config.json"
                    : "config.json";
            HubServer.file(exchange, server.files.get(name));
            return true;
        });
        server.files.remove("tokenizer_config.json");
        HubSettings settings = new HubSettings(cache, server.address(), Optional.of("hf_secret"), false);
        new Trial(settings).get();
        assertThat(server.requests)
                .filteredOn(request -> request.path().equals("/moved/config.json"))
                .singleElement()
                .extracting(HubServer.Request::token)
                .isEqualTo("Bearer hf_secret");
    }

    @Test
    void removesAllOfAModel() {
        Trial trial = new Trial(server, cache);
        trial.get();
        Inventory inventory = new Inventory(trial.hub.cache());
        assertThat(inventory.bytes(Trial.ID)).isGreaterThan(300_000);
        inventory.remove(Trial.ID);
        assertThat(folder()).doesNotExist();
        assertThat(inventory.ids()).isEmpty();
    }

    @Test
    void offlineSaysWhatIsMissing() {
        HubSettings offline = new HubSettings(cache, URI.create("https://huggingface.co"), Optional.empty(), true);
        assertThatThrownBy(() -> new Trial(offline).get())
                .isInstanceOf(HubException.class)
                .hasMessage(
                        "`owner/tiny` is not in the cache " + cache
                                + ", and HF_HUB_OFFLINE forbids to fetch it; unset HF_HUB_OFFLINE once, or name a directory with the model");
    }

    @Test
    void aFullDiskIsTold() {
        assertThat(new Cache(cache).unwritable(new IOException("No space left on device")))
                .hasMessage("the disk of " + cache
                        + " is full; make room (`assay models rm ID`) or set HF_HOME to another disk");
    }

    @Test
    void hashesAreGits() throws IOException {
        // `printf 'hello\n' | git hash-object --stdin`
        byte[] hello = "hello\n".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(cache.resolve("hello"), hello);
        assertThat(new RemoteFile("hello", 6, "ce013625030ba8dba906f756967f9e9ca394464a").is(file))
                .isTrue();
        assertThat(new RemoteFile("hello", 6, "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
                        .is(file))
                .isTrue();
        assertThat(new RemoteFile("hello", 6, "ce013625030ba8dba906f756967f9e9ca394464b").is(file))
                .isFalse();
    }
}
