package assay.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transfers that break, stall, lie or meet each other: what is in the cache in the end is right or not there. */
@Timeout(60)
class DownloadTest {
    private static final String WEIGHTS = "model.safetensors";
    /** Java's client may lose the last bytes before a connection breaks. */
    private static final String NEARLY_ALL = "bytes=(9\\d{4}|100000)-";

    @TempDir
    Path cache;

    private HubServer server;
    private byte[] bytes;

    @BeforeEach
    void start() throws IOException {
        server = new HubServer();
        bytes = server.files.get(WEIGHTS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Cache here() {
        return new Cache(cache);
    }

    private void fetches() {
        Snapshot snapshot = new Trial(server, cache).get();
        assertThat(snapshot.directory().resolve(WEIGHTS)).hasBinaryContent(bytes);
        nothingIsHalf();
    }

    private void nothingIsHalf() {
        assertThat(Inventory.files(cache.resolve("models--owner--tiny/blobs")))
                .noneMatch(file -> file.toString().endsWith(".incomplete"));
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> new Trial(server, cache).get())
                .isInstanceOf(HubException.class)
                .hasMessage(message);
        assertThat(here().find(Trial.ID, Revision.MAIN)).isEmpty();
        assertThat(here().blob(Trial.ID, server.hash(WEIGHTS))).doesNotExist();
    }

    private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Test
    void aTruncatedTransferGoesOnWhereItEnded() {
        server.trick(WEIGHTS, (exchange, time) -> {
            if (time == 0) HubServer.part(exchange, bytes, 100_000);
            return time == 0;
        });
        fetches();
        assertThat(rangesOfWeights()).hasSize(2).last(STRING).matches(NEARLY_ALL);
    }

    private List<String> rangesOfWeights() {
        return server.requests.stream()
                .filter(request -> request.path().endsWith(WEIGHTS))
                .map(request -> String.valueOf(request.range()))
                .toList();
    }

    @Test
    void aServerWithoutRangesStartsAgain() {
        server.trick(WEIGHTS, (exchange, time) -> {
            if (time == 0) HubServer.part(exchange, bytes, 100_000);
            else answer(exchange, bytes);
            return true;
        });
        fetches();
    }

    @Test
    void oneThatBreaksAgainAndAgainIsToldAndKept() throws IOException {
        AtomicBoolean broken = new AtomicBoolean(true);
        server.trick(WEIGHTS, (exchange, time) -> {
            if (time == 0) HubServer.part(exchange, bytes, 100_000);
            else if (broken.get()) HubServer.rest(exchange, bytes, HubServer.from(exchange), 0);
            return broken.get();
        });
        assertThatThrownBy(() -> new Trial(server, cache).get())
                .isInstanceOf(HubException.class)
                .hasMessageMatching(
                        "model\\.safetensors of `owner/tiny` broke off again and again at (9\\d{4}|100000) of "
                                + "300000 bytes \\(the connection ended early\\); run it again to go on from there");
        assertThat(here().find(Trial.ID, Revision.MAIN)).isEmpty();
        assertThat(Files.size(here().partial(Trial.ID, server.hash(WEIGHTS)))).isBetween(90_000L, 100_000L);
        broken.set(false);
        fetches();
        assertThat(rangesOfWeights()).last(STRING).matches(NEARLY_ALL);
    }

    @Test
    void aStallIsNoticed() {
        server.trick(WEIGHTS, (exchange, time) -> {
            if (time == 0) {
                HubServer.part(exchange, bytes, 50_000);
                server.hold();
            }
            return time == 0;
        });
        fetches();
        assertThat(server.requests.getLast().range()).isEqualTo("bytes=50000-");
    }

    @Test
    void endlessStallsAreTold() {
        server.trick(WEIGHTS, (exchange, time) -> {
            HubServer.part(exchange, bytes, 0);
            server.hold();
            return true;
        });
        refuses("model.safetensors of `owner/tiny` broke off again and again at 0 of 300000 bytes (nothing more came); "
                + "run it again to go on from there");
    }

    @Test
    void wrongBytesAreFetchedOnceMore() {
        byte[] wrong = HubServer.weights(bytes.length, 9);
        server.trick(WEIGHTS, (exchange, time) -> {
            if (time == 0) answer(exchange, wrong);
            return time == 0;
        });
        fetches();
    }

    @Test
    void wrongBytesTwiceAreRefusedAndDeleted() {
        byte[] wrong = HubServer.weights(bytes.length, 9);
        server.trick(WEIGHTS, (exchange, time) -> {
            answer(exchange, wrong);
            return true;
        });
        refuses(
                "what the hub sends as model.safetensors of `owner/tiny` is not what it announces (size or hash differ, "
                        + "twice), so it was deleted; try again later or another revision");
        nothingIsHalf();
    }

    @Test
    void moreThanAnnouncedIsNotWritten() {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 5_000_000);
        server.trick(WEIGHTS, (exchange, time) -> {
            answer(exchange, longer);
            return true;
        });
        refuses(
                "what the hub sends as model.safetensors of `owner/tiny` is not what it announces (size or hash differ, "
                        + "twice), so it was deleted; try again later or another revision");
        nothingIsHalf();
    }

    @Test
    void rubbishOfAnEarlierAttemptIsThrownAway() throws IOException {
        Path partial = here().partial(Trial.ID, server.hash(WEIGHTS));
        Files.createDirectories(partial.getParent());
        Files.write(partial, new byte[1000]);
        fetches();
        new Inventory(here()).remove(Trial.ID);
        Files.createDirectories(partial.getParent());
        Files.write(partial, new byte[bytes.length + 1]);
        fetches();
    }

    @Test
    void aFaultPassesAndRetryAfterIsKept() {
        server.trick("/revision/", (exchange, time) -> {
            if (time == 0) exchange.getResponseHeaders().set("Retry-After", "0");
            if (time < 2) HubServer.text(exchange, time == 0 ? 429 : 503, "");
            return time < 2;
        });
        server.trick(WEIGHTS, (exchange, time) -> {
            if (time < 2) HubServer.text(exchange, 500, "");
            return time < 2;
        });
        Trial trial = new Trial(server, cache);
        trial.get();
        assertThat(trial.notes).containsExactly("the hub is asked too often; trying again in 0 s");
    }

    @Test
    void thereIsRoomOrItDoesNotBegin() {
        server.listing = server.listing().replace("\"size\": 300000", "\"size\": 900000000000000000");
        assertThatThrownBy(() -> new Trial(server, cache).get())
                .isInstanceOf(HubException.class)
                .hasMessageStartingWith(
                        "`owner/tiny` needs 900000000000.0 MB more and 100 MB to spare, but the disk of " + cache
                                + " has ")
                .hasMessageEndingWith(" MB free; make room (`assay models rm ID`) or set HF_HOME to another disk");
        assertThat(server.paths()).noneMatch(path -> path.endsWith(WEIGHTS));
    }

    @Test
    void anUnwritableCacheIsTold() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "");
        HubSettings settings = new HubSettings(file.resolve("hub"), server.address(), Optional.empty(), false);
        assertThatThrownBy(() -> new Trial(settings).get())
                .isInstanceOf(HubException.class)
                .hasMessageStartingWith("the cache " + file.resolve("hub") + " cannot be written (")
                .hasMessageEndingWith("); check its permissions or set HF_HOME to another directory");
    }

    @Test
    void manyAtOnceFetchEachFileOnce() throws Exception {
        server.trick(WEIGHTS, (exchange, time) -> {
            pause();
            return false;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Trial> trials = IntStream.range(0, 4)
                    .mapToObj(i -> new Trial(server, cache))
                    .toList();
            List<Future<Snapshot>> all =
                    trials.stream().map(trial -> threads.submit(trial::get)).toList();
            for (Future<Snapshot> one : all)
                assertThat(one.get().directory().resolve(WEIGHTS)).hasBinaryContent(bytes);
            assertThat(trials.stream().flatMap(trial -> trial.notes.stream()))
                    .contains("another process is downloading model.safetensors of owner/tiny; waiting for it");
        }
        assertThat(server.paths()).filteredOn(path -> path.endsWith(WEIGHTS)).hasSize(1);
        nothingIsHalf();
    }

    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatTheListenerThrowsEndsTheDownload() {
        server.trick(WEIGHTS, (exchange, time) -> {
            HubServer.part(exchange, bytes, 50_000);
            server.hold();
            return true;
        });
        PullListener interrupted = new PullListener() {
            @Override
            public void progress(HubId id, long done, long total) {
                if (done > 50_000) throw new CancellationException("interrupted");
            }

            @Override
            public void note(String sentence) {}
        };
        Patience patient = Patience.USUAL;
        HubSettings settings = new HubSettings(cache, server.address(), Optional.empty(), false);
        assertThatThrownBy(() -> new Hub(settings, patient).get(Trial.ID, Revision.MAIN, interrupted))
                .isInstanceOf(CancellationException.class);
        assertThat(here().partial(Trial.ID, server.hash(WEIGHTS))).hasSize(50_000);
    }
}
