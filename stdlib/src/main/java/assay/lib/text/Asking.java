package assay.lib.text;

import assay.engine.model.Model;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How questions are put to a model and answered.
 *
 * @param chat through the model's chat template; otherwise the model reads a question as it stands
 * @param system what the system message says, or none
 */
public record Asking(Decoding decoding, boolean chat, Value system) {
    /** How a question is presented. */
    static final List<Setting> PRESENTATION = List.of(
            new Setting(
                    "system",
                    Type.oneOf(new Type.Text(), new Type.None()),
                    new Value.None(),
                    "what the system message says; no such message for none"),
            new Setting(
                    "template",
                    Type.choice("auto", "none"),
                    Value.of("auto"),
                    "auto: the model's chat template; none: the model reads the question as it stands"));

    /** The settings of every verb that puts many questions. */
    public static final List<Setting> SETTINGS = Stream.concat(
                    PRESENTATION.stream(),
                    Decoding.SETTINGS.stream().filter(setting -> !setting.name().equals("replicates")))
            .toList();

    /** Questions that are answered together, and kept together when a run is interrupted. */
    private static final int TOGETHER = 64;

    /** As the settings of {@link #SETTINGS} say. */
    public static Asking of(Call call) {
        return new Asking(Decoding.of(call), call.text("template").equals("auto"), call.value("system"));
    }

    /** The most likely answer of at most so many tokens, through the chat template if the model has one. */
    public static Asking greedy(Model model, int tokens) {
        return new Asking(Decoding.greedy(tokens), model.chatTemplate().isPresent(), new Value.None());
    }

    /** How many tokens an answer has at most. */
    public int tokens() {
        return decoding.tokens();
    }

    /** What the model reads, up to where its answer begins. */
    public Inputs inputs(Model model, Value questions) {
        if (chat) return Chat.inputs(model, questions, system);
        if (system instanceof Value.Str)
            throw new Failure(
                    "without a chat template there is no system message; leave out `system` or `template none`");
        return Inputs.of(model, questions, true);
    }

    /** The ids of {@link #inputs} for texts. */
    public List<int[]> prompts(Model model, List<String> questions) {
        return inputs(model, new Value.Listing(questions.stream().map(Value::of).toList()))
                .ids();
    }

    /**
     * The answers to questions, in their order.
     *
     * @param part under which they are kept; unlike any other of this experiment
     */
    public List<Reply> ask(Model model, List<String> questions, Lab lab, String part) {
        List<int[]> prompts = questions.isEmpty() ? List.of() : prompts(model, questions);
        List<Reply> replies = new ArrayList<>();
        for (int from = 0; from < prompts.size(); from += TOGETHER) {
            List<int[]> some = prompts.subList(from, Math.min(from + TOGETHER, prompts.size()));
            Value kept = lab.kept(part + " from " + from, () -> write(model, some, lab));
            boolean ours = Reply.all(kept, some.size(), model.config().vocabSize()); // a file may hold anything
            Value written = ours ? kept : write(model, some, lab);
            ((Value.Listing) written).items().forEach(reply -> replies.add(Reply.of(reply)));
        }
        return replies;
    }

    private Value write(Model model, List<int[]> prompts, Lab lab) {
        return new Value.Listing(new Writing(model, decoding, lab)
                .write(prompts).stream().map(answer -> Reply.of(answer).value()).toList());
    }
}
