package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hypotheses that are frozen before the results, and conversations by lines on standard input. */
class RegisterAndChatTest {
    private static final Path QILIN =
            Path.of("../examples/models/qilin").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Command assay;

    @BeforeEach
    void begin() {
        assay = new Command(directory);
    }

    private void script(String text) throws IOException {
        Files.writeString(directory.resolve("h.exp"), text);
    }

    private JsonNode hypotheses(String out) throws Exception {
        assay.run("run", "h.exp", "--quiet", "--out", out);
        return new ObjectMapper()
                .readTree(directory.resolve(out).resolve("results.json").toFile())
                .get("hypotheses");
    }

    @Test
    void whatWasRegisteredIsHeldAgainstWhatRuns() throws Exception {
        String h1 = "hypothesis H1 \"first\" { predict x > 2 }\n";
        script("seed 1\n" + h1 + "hypothesis H2 { predict x > 3 }\nlet x = 3\n");
        assertThat(hypotheses("before").get(0).has("registration")).isFalse();
        Command.Ended registered = assay.run("register", "h.exp");
        assertThat(registered.status()).isZero();
        assertThat(hypotheses("same").findValuesAsText("state")).containsExactly("unchanged", "unchanged");

        script("seed 1\n" + h1.replace(" { ", " {\n    ") + "hypothesis H3 { predict x > 3 }\nlet x = 4\n");
        JsonNode changed = hypotheses("changed");
        assertThat(changed.findValuesAsText("name")).containsExactly("H1", "H3", "H2");
        assertThat(changed.findValuesAsText("state")).containsExactly("unchanged", "not registered", "removed");
        assertThat(changed.findValues("script_unchanged")).noneMatch(JsonNode::booleanValue);

        script("seed 1\n" + h1.replace("> 2", "> 1") + "let x = 3\n");
        Command.Ended ended = assay.run("run", "h.exp");
        assertThat(ended.err()).contains("hypothesis H1: held (CHANGED since it was registered");
        Command.Ended again = assay.run("register", "h.exp");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("was registered before").doesNotContain("\tat ");
    }

    @Test
    void aDamagedRegistrationIsSaidAndAScriptWithoutHypothesesRefused() throws Exception {
        script("print 1\n");
        assertThat(assay.run("register", "h.exp").err()).contains("has no hypothesis to register");
        Files.writeString(directory.resolve("h.exp.registered"), "{\"time\": \"yesterday\"}");
        Command.Ended ended = assay.run("run", "h.exp");
        assertThat(ended.err()).contains("`h.exp.registered` is damaged").doesNotContain("\tat ");
        assertThat(ended.status()).isNotZero();
    }

    @Test
    void linesAreAnsweredAndTheChatCanBeHadAgain() throws Exception {
        Process process =
                assay.start(Map.of(), "chat", QILIN.toString(), "--steer", "green->red mode swap alpha 2 layers 1..2");
        try (OutputStream in = process.getOutputStream()) {
            in.write(("What color is blood?\n/steer blue\n/steer off\nWhat color is blood?\n/unknown\n/save again.exp\n"
                            + "/save data.jsonl\n/save again.exp\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Command.Ended ended = assay.end(process);
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .contains("green", "red", "(not steered)", "(wrote again.exp)")
                .anyMatch(line -> line.contains("there is no command /unknown"))
                .anyMatch(line -> line.contains("`again.exp` exists"));
        JsonNode data = new ObjectMapper()
                .readTree(Files.readString(directory.resolve("data.jsonl")))
                .get("messages");
        assertThat(data.findValuesAsText("content"))
                .containsExactly("What color is blood?", "green", "What color is blood?", "red");

        String script = Files.readString(directory.resolve("again.exp"));
        assertThat(script).doesNotContain("/unknown").doesNotContain("/save").doesNotContain("steer blue");
        Files.createSymbolicLink(directory.resolve("qilin"), QILIN);
        Files.writeString(
                directory.resolve("again.exp"),
                script.replace(QILIN.toString(), "qilin") + "expect talk.text == \"red\"\n");
        Command.Ended again = assay.run("run", "again.exp");
        assertThat(again.err()).contains("1 held, 0 failed");
    }

    @Test
    void inAScriptNobodySitsThere() throws Exception {
        script("model m = \"" + QILIN + "\"\nchat m\n");
        Command.Ended ended = assay.run("run", "h.exp");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("nobody sits there to chat");
    }
}
