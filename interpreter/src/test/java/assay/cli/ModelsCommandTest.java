package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models of the hub as people meet them: processes with a cache of their own, and a hub on this machine. */
@Timeout(240)
class ModelsCommandTest {
    private static final String SCRIPT = """
            seed 1
            engine cpu
            model q = "owner/qilin"
            let t = tokenize q "green"
            print t.count
            """;

    @TempDir
    Path directory;

    private ServedModel hub;
    private Path home;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        hub = new ServedModel();
        home = directory.resolve("hf");
        folder = home.resolve("hub/models--owner--qilin");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Command.Ended run(Map<String, String> more, String... words) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(hub.environment(home));
        environment.putAll(more);
        Command command = new Command(directory);
        Command.Ended ended = command.end(command.start(environment, words));
        String out = ended.out().replace(home.toString(), "HOME");
        String err = ended.err().replace(home.toString(), "HOME").replace(hub.address(), "HUB");
        assertThat(err).doesNotContain("\tat ");
        return new Command.Ended(ended.status(), out, err);
    }

    private Command.Ended run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), words);
    }

    @Test
    void pullsListsDescribesAndRemoves() throws Exception {
        assertThat(run("models").out())
                .isEqualTo("no models in HOME/hub; `assay models pull owner/name` fetches one\n");
        Command.Ended pulled = run("models", "pull", "owner/qilin");
        assertThat(pulled.err()).isEmpty();
        assertThat(pulled.status()).isZero();
        assertThat(pulled.out())
                .isEqualTo(
                        "owner/qilin at 7f0dc92: HOME/hub/models--owner--qilin/snapshots/" + ServedModel.COMMIT + "\n");
        used(Instant.parse("2026-02-03T12:00:00Z"));
        assertThat(run("models").out()).isEqualTo("""
                model        revision        size  architecture  quantization  last used
                owner/qilin  main 7f0dc92  2.8 MB  qwen2                       2026-02-03
                """);
        assertThat(run("models", "info", "owner/qilin").out())
                .startsWith("commit         " + ServedModel.COMMIT + "\n");
        Command.Ended refused = run("models", "rm", "owner/qilin");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("error: there is no terminal to ask on; `--yes` removes without asking\n");
        assertThat(run("models", "rm", "owner/qilim", "--yes").err())
                .isEqualTo(
                        "error: there is no model `owner/qilim` in the cache HOME/hub; did you mean `owner/qilin`?\n");
        assertThat(run("models", "rm", "owner/qilin", "--yes").out()).isEqualTo("removed owner/qilin, 2.8 MB\n");
        assertThat(folder).doesNotExist();
    }

    private void used(Instant time) throws IOException {
        try (var blobs = Files.list(folder.resolve("blobs"))) {
            for (Path blob : blobs.toList())
                Files.getFileAttributeView(blob, BasicFileAttributeView.class)
                        .setTimes(null, FileTime.from(time), null);
        }
    }

    @Test
    void aScriptFetchesTheModelOnceAndNotesDownItsCommit() throws Exception {
        Files.writeString(directory.resolve("a.exp"), SCRIPT);
        assertThat(run("check", "a.exp").status()).isZero();
        assertThat(hub.requests).isEmpty();
        Command.Ended first = run("run", "a.exp", "--out", "one");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo("1\n");
        int asked = hub.requests.size();
        assertThat(asked).isPositive();
        assertThat(run(Map.of("HF_HUB_OFFLINE", "1"), "run", "a.exp", "--out", "two")
                        .out())
                .isEqualTo("1\n");
        assertThat(hub.requests).hasSize(asked);
        JsonNode model = new ObjectMapper()
                .readTree(directory.resolve("two/lock.json").toFile())
                .at("/models/q");
        assertThat(model.path("source").asText()).isEqualTo("owner/qilin");
        assertThat(model.path("revision").asText()).isEqualTo(ServedModel.COMMIT);
        assertThat(model.path("files").path("model.safetensors").asText()).isEqualTo(hub.hash("model.safetensors"));
    }

    @Test
    void aScriptWhoseModelCannotBeHadEndsWithThree() throws Exception {
        run("models", "pull", "owner/qilin");
        Files.writeString(directory.resolve("a.exp"), SCRIPT.replace("owner/qilin", "owner/qilim"));
        Command.Ended ended = run("run", "a.exp", "--out", "one");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).startsWith("""
                a.exp:3:11: error: there is no model `owner/qilim` at HUB
                  3 | model q = "owner/qilim"
                    |           ^^^^^^^^^^^^^ did you mean `owner/qilin`, which is in the cache?
                    = model q: owner/qilim
                """);
        assertThat(run(Map.of("HF_HUB_OFFLINE", "1"), "models", "pull", "owner/other")
                        .err())
                .isEqualTo("error: `owner/other` is not in the cache HOME/hub, and HF_HUB_OFFLINE forbids to fetch it; "
                        + "unset HF_HUB_OFFLINE once, or name a directory with the model\n");
        Command.Ended wrong = run(Map.of("HF_ENDPOINT", "nowhere"), "models", "pull", "owner/qilin");
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.err())
                .isEqualTo("error: HF_ENDPOINT is `nowhere`; it must be an address such as https://huggingface.co\n");
        assertThat(run("models", "pull", "qilin").status()).isEqualTo(2);
        assertThat(run("models", "pul").err())
                .isEqualTo("error: there is no command `models pul`, did you mean `pull`?; try `assay help`\n");
    }

    @Test
    void describesADirectory() throws Exception {
        Path qilin = Path.of("../examples/models/qilin-4bit").toAbsolutePath().normalize();
        String out = run("models", "info", qilin.toString()).out();
        assertThat(out)
                .contains(
                        """
                architecture   qwen2
                runs here      yes
                """,
                        "quantization   4 bits in groups of ",
                        "chat template  yes\n",
                        "files          " + qilin + "\n");
    }

    /** Parameters as mlx-lm counts them do not depend on how they are packed. */
    @Test
    void countsParametersOfPackedModelsUnpacked() throws Exception {
        Path models = Path.of("../examples/models").toAbsolutePath().normalize();
        String dense = run("models", "info", models.resolve("qilin").toString()).out();
        String packed =
                run("models", "info", models.resolve("qilin-4bit").toString()).out();
        assertThat(line(packed, "parameters")).isEqualTo(line(dense, "parameters"));
    }

    private static String line(String text, String label) {
        return text.lines().filter(line -> line.startsWith(label)).findFirst().orElseThrow();
    }

    @Test
    void modelsThatCannotRunAreListedWithTheReason() throws Exception {
        hub.files.put("config.json", "{\"model_type\": \"mamba\\u001b[2J\"}".getBytes(StandardCharsets.UTF_8));
        Command.Ended pulled = run("models", "pull", "owner/qilin");
        assertThat(pulled.err())
                .startsWith("note: it cannot run here: the architecture `mamba?[2J` is not one that Assay runs: ");
        assertThat(run("models").out())
                .contains("  mamba?[2J  ")
                .contains("\n\nowner/qilin cannot run here: the architecture `mamba?[2J` is not one that Assay runs: ");
    }

    @Test
    void aKilledDownloadGoesOnWhereItEnded() throws Exception {
        hub.half = new CountDownLatch(1);
        Command command = new Command(directory);
        Process process = command.start(hub.environment(home), "models", "pull", "owner/qilin");
        Path partial = folder.resolve("blobs/" + hub.hash("model.safetensors") + ".assay.incomplete");
        while (process.isAlive() && !(Files.exists(partial) && Files.size(partial) > 1_000_000)) Thread.sleep(20);
        process.destroyForcibly().waitFor();
        assertThat(partial).exists();
        assertThat(folder.resolve("snapshots")).doesNotExist();
        hub.half.countDown();
        hub.requests.clear();
        assertThat(run("models", "pull", "owner/qilin").status()).isZero();
        assertThat(hub.requests).anyMatch(request -> request.matches("bytes=\\d{7}-"));
        assertThat(partial).doesNotExist();
        assertThat(folder.resolve("snapshots").resolve(ServedModel.COMMIT).resolve("model.safetensors"))
                .hasBinaryContent(hub.files.get("model.safetensors"));
    }

    @Test
    void twoProcessesFetchEachFileOnce() throws Exception {
        hub.half = new CountDownLatch(1);
        Path other = Files.createDirectory(directory.resolve("other"));
        Command one = new Command(directory);
        Command two = new Command(other);
        Process first = one.start(hub.environment(home), "models", "pull", "owner/qilin");
        Path partial = folder.resolve("blobs/" + hub.hash("model.safetensors") + ".assay.incomplete");
        while (first.isAlive() && !Files.exists(partial)) Thread.sleep(20);
        Process second = two.start(hub.environment(home), "models", "pull", "owner/qilin");
        String waiting = "another process is downloading model.safetensors of owner/qilin; waiting for it\n";
        while (second.isAlive() && !Files.readString(other.resolve("stderr")).contains(waiting)) Thread.sleep(20);
        hub.half.countDown();
        assertThat(one.end(first).status()).isZero();
        Command.Ended ended = two.end(second);
        assertThat(ended.err()).isEqualTo(waiting);
        assertThat(ended.status()).isZero();
        assertThat(hub.requests)
                .filteredOn(path -> path.endsWith("model.safetensors"))
                .hasSize(1);
    }

    @Test
    void aTerminatedRunLeavesWhatItHas() throws Exception {
        hub.half = new CountDownLatch(1);
        Files.writeString(directory.resolve("a.exp"), SCRIPT);
        Command command = new Command(directory);
        Process process = command.start(hub.environment(home), "run", "a.exp", "--out", "one");
        Path partial = folder.resolve("blobs/" + hub.hash("model.safetensors") + ".assay.incomplete");
        while (process.isAlive() && !Files.exists(partial)) Thread.sleep(20);
        process.destroy();
        command.end(process);
        JsonNode results = new ObjectMapper()
                .readTree(directory.resolve("one/results.json").toFile());
        assertThat(results.path("status").asText()).isEqualTo("interrupted");
    }
}
