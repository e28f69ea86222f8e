package assay.engine.text;

import assay.engine.EngineException;
import assay.engine.text.jinja.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The template by which a model turns a conversation into one text. Immutable and safe to share. */
public final class ChatTemplate {
    private static final int MAX_LENGTH = 1 << 20;
    private static final List<String> SPECIAL_TOKENS =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private final Template template;
    private final Map<String, Object> specialTokens;
    private final Clock clock;

    private ChatTemplate(Template template, Map<String, Object> specialTokens, Clock clock) {
        this.template = template;
        this.specialTokens = Map.copyOf(specialTokens);
        this.clock = clock;
    }

    /**
     * The template of a model, from chat_template.jinja or tokenizer_config.json; empty if it has none.
     *
     * @throws EngineException if a file is damaged
     * @throws TemplateException if the template is not valid
     */
    public static Optional<ChatTemplate> open(Path modelDirectory) {
        Optional<Json> config = TokenizerSettings.file(modelDirectory, "tokenizer_config.json");
        Map<String, Object> tokens = new HashMap<>();
        config.ifPresent(json -> SPECIAL_TOKENS.forEach(
                name -> TokenizerSettings.content(json, name).ifPresent(content -> tokens.put(name, content))));
        Path file = modelDirectory.resolve("chat_template.jinja");
        Optional<String> source = Files.exists(file)
                ? Optional.of(text(file))
                : config.flatMap(json -> json.get("chat_template")).map(ChatTemplate::source);
        return source.map(text -> new ChatTemplate(template(text), tokens, Clock.systemDefaultZone()));
    }

    /** A template by itself, without special tokens. */
    public static ChatTemplate parse(String template) {
        return new ChatTemplate(template(template), Map.of(), Clock.systemDefaultZone());
    }

    /** The same template with another clock behind {@code strftime_now}. */
    public ChatTemplate at(Clock other) {
        return new ChatTemplate(template, specialTokens, other);
    }

    /**
     * The text of a conversation.
     *
     * @param addGenerationPrompt end with the beginning of the assistant's answer
     * @param context further variables: strings, numbers, booleans, lists and maps of them, null
     */
    public String render(List<Message> messages, boolean addGenerationPrompt, Map<String, Object> context) {
        Map<String, Object> variables = new HashMap<>(specialTokens);
        variables.put("tools", null);
        variables.put("documents", null);
        variables.put("messages", messages);
        variables.put("add_generation_prompt", addGenerationPrompt);
        variables.putAll(context);
        return render(variables);
    }

    /** The text with exactly these variables. */
    public String render(Map<String, Object> variables) {
        return template.render(variables, clock);
    }

    private static Template template(String source) {
        if (source.length() > MAX_LENGTH) {
            throw new TemplateException("the template is longer than " + MAX_LENGTH + " characters.", 1);
        }
        return Template.parse(source);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > 4L * MAX_LENGTH) {
                throw new EngineException(file + " is larger than any chat template.");
            }
            return Utf8Stream.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Json.unreadable(file, e);
        }
    }

    /** One template, or a list of named ones of which the default counts. */
    private static String source(Json json) {
        if (json.isText()) {
            return json.text();
        }
        for (Json named : json.list()) {
            if (named.require("name").text().equals("default")) {
                return named.require("template").text();
            }
        }
        throw new EngineException(json.place() + " has no template named 'default'.");
    }
}
