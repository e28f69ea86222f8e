package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed, wherever that was, goes on and leaves the same record as one that was not. */
class ResumeTest {
    private static final int KILLS = Math.max(6, Integer.getInteger("assay.fuzz.tries", 5000) / 4000);
    private static final Path MODELS =
            Path.of("../examples/models").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    void killedAnywhere() throws Exception {
        Files.writeString(directory.resolve("a.exp"), """
                seed 11
                param length = 6
                model qilin = "%s/qilin"
                model alpaka = "%s/alpaka"
                let solo = converge qilin length length iterations 2
                save solo to "solo.json"
                ask qilin "What color is {thing}?" for thing in ["grass", "blood", "snow"] tokens 4 temperature 1
                let rows = [{prompt: "The sky is"}, {prompt: "Grass is"}, {prompt: "Once"}]
                let both = benchmark qilin vs alpaka on rows score lek tokens 4
                plot solo.history by iteration
                define wet(word) {
                    return generate alpaka word tokens 4 temperature 1
                }
                repeat 3 {
                    let word = wet("The sky")
                    print word.text
                }
                let war = battle qilin vs alpaka length length replicates 2 iterations 1
                let last = fingerprint(war)
                save war to "deep/war.json"
                save capture qilin "Grass" at 0..1 to "grass.safetensors"
                save qilin to "copy"
                plot war.mismatches by iteration
                expect solo.iterations > 100, "to fail"
                expect last.entropy == last.entropy
                """.formatted(MODELS, MODELS));
        Command assay = new Command(directory);
        Command.Ended ended = assay.run("run", "a.exp", "--out", "whole", "--length", "4");
        assertThat(ended.err()).doesNotContain("error:");
        assertThat(ended.status()).isEqualTo(1);
        Map<String, String> whole = record(directory.resolve("whole"));
        long length = progress(directory.resolve("whole"));
        Random random = new Random(12);
        for (int kill = 0; kill < KILLS; kill++) {
            String name = "run" + kill;
            Path run = directory.resolve(name);
            kill(
                    assay.start(Map.of(), "run", "a.exp", "--out", name, "--length", "4"),
                    run,
                    random.nextLong(length),
                    random);
            while (random.nextInt(3) == 0 && Files.exists(run.resolve("script.exp")))
                kill(assay.start(Map.of(), "run", "a.exp", "--resume", name), run, random.nextLong(length), random);
            if (!Files.exists(run.resolve("script.exp"))) continue; // nothing had begun
            Command.Ended resumed = assay.run("run", "a.exp", "--resume", name);
            assertThat(resumed.err()).doesNotContain("error:");
            assertThat(resumed.status()).isEqualTo(1);
            Map<String, String> record = record(run);
            assertThat(record.keySet()).isEqualTo(whole.keySet());
            whole.forEach(
                    (file, content) -> assertThat(record.get(file)).as(file).isEqualTo(content));
        }
    }

    /** Kills a run without warning, when it has come so far or has ended. */
    private static void kill(Process process, Path run, long progress, Random random) throws Exception {
        while (process.isAlive() && progress(run) < progress) Thread.sleep(5);
        Thread.sleep(random.nextInt(100));
        process.destroyForcibly().waitFor();
    }

    /** Bytes of what a run tells of itself as it goes. */
    private static long progress(Path run) throws IOException {
        long bytes = 0;
        for (String name : List.of("events.jsonl", "kept.jsonl"))
            if (Files.exists(run.resolve(name))) bytes += Files.size(run.resolve(name));
        return bytes;
    }

    /** Every file of a run, without what the clock says and what only serves to go on. */
    private static Map<String, String> record(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(run)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = run.relativize(file).toString();
                if (name.equals("kept.jsonl")) continue;
                files.put(
                        name,
                        switch (name.substring(name.lastIndexOf('.'))) {
                            case ".jsonl" -> String.join("\n", events(file));
                            case ".safetensors" -> HexFormat.of().formatHex(Files.readAllBytes(file));
                            default -> Files.readString(file);
                        });
            }
        }
        return files;
    }

    private static List<String> events(Path file) throws IOException {
        List<String> events = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode event = new ObjectMapper().readTree(line);
            assertThat(event.get("index").asInt()).isEqualTo(events.size());
            events.add(((ObjectNode) event).without("seconds").toString());
        }
        return events;
    }
}
