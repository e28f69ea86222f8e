package assay.lib.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Turns of a chat: what is remembered, and that reading on gives what reading anew gives. */
class ConversationTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Trial chat(Model model, String... lines) {
        return new Trial(new ChatVerb(), model).with("lines", List.of(lines)).with("tokens", 40);
    }

    private static List<Value> said(Result chat, String role) {
        return ((Table) chat.fields().get("turns"))
                .where(row -> row.fields().get("role").equals(Value.of(role)))
                .column("text")
                .items();
    }

    @Test
    void theFirstAnswerIsThatOfAsk() {
        Result asked = new Trial(new Ask(), QILIN)
                .with("question", "Tell me a story.")
                .with("tokens", 40)
                .run();
        assertThat(said(chat(QILIN, "Tell me a story.").run(), "assistant"))
                .containsExactly(asked.fields().get("text"));
    }

    @Test
    void readingOnIsReadingAnew() {
        Model same = QILIN.with((engine, rows) -> (point, layer, x) -> x, "nothing"); // read anew each turn
        String[] lines = {"What color is grass?", "How are you?", "Tell me a story.", "What color is blood?"};
        assertThat(said(chat(QILIN, lines).run(), "assistant"))
                .isEqualTo(said(chat(same, lines).run(), "assistant"));
    }

    @Test
    void commandsForgetAndInstruct() {
        Result chat = chat(QILIN, "How are you?", "/reset", "/system Answer with one word.", "What color is grass?")
                .run();
        assertThat(chat.fields().get("text")).isEqualTo(Value.of("green"));
        assertThat(((Value.Listing) chat.fields().get("lines")).items()).hasSize(4);
        assertThat(said(chat, "user")).hasSize(2);
        assertThatThrownBy(() -> chat(QILIN, "/nonsense").run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("there is no command /nonsense");
        assertThatThrownBy(() -> chat(QILIN, "/alpha 2").run()).hasMessageContaining("nothing is steered");
        assertThatThrownBy(() -> new Trial(new ChatVerb(), QILIN).run()).hasMessageContaining("nobody sits there");
    }
}
