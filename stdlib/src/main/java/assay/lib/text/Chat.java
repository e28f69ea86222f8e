package assay.lib.text;

import assay.engine.model.Model;
import assay.engine.text.ChatTemplate;
import assay.engine.text.Message;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What users say, as a model's chat template presents it. */
public final class Chat {
    private Chat() {}

    /**
     * Each text as a chat of its own, up to where the answer begins. The template writes the begin token itself, so that
     * the tokenizer must not add it again. A {@link Failure} if the model has no template.
     *
     * @param question a text or a list of them
     * @param system what the system message says, or none
     */
    public static Inputs inputs(Model model, Value question, Value system) {
        ChatTemplate template = model.chatTemplate()
                .orElseThrow(() -> new Failure("the model " + model.name()
                        + " has no chat template; use `generate`, or `template none` to ask without one"));
        return Inputs.of(model, question, text -> {
            List<Message> messages = new ArrayList<>();
            if (system instanceof Value.Str(String instruction)) messages.add(new Message("system", instruction));
            messages.add(new Message("user", text));
            return model.tokenizer().encode(template.render(messages, true, Map.of()), false);
        });
    }
}
