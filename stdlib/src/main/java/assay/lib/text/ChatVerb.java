package assay.lib.text;

import assay.engine.model.Model;
import assay.engine.text.Message;
import assay.lib.value.Json;
import assay.lib.value.Rows;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Field;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Partner;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code chat M}: a conversation with whoever sits there, or with the lines that the script gives. */
public final class ChatVerb implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "chat",
            "a conversation with a model, which can be steered while it goes on",
            List.of(
                    Words.MODEL,
                    new Operand(
                            "lines",
                            "with",
                            Type.list(new Type.Text()),
                            false,
                            "what the user says, one line after another; whoever sits at the terminal if left out. A line can be "
                                    + "/steer green->red alpha 2, /steer off, /alpha 3, /system TEXT, /reset, /save FILE or /quit")),
            Stream.concat(
                            Stream.of(new Setting(
                                    "system",
                                    Type.oneOf(new Type.Text(), new Type.None()),
                                    new Value.None(),
                                    "what the system message says; no such message for none")),
                            Asking.SETTINGS.stream().filter(setting -> !List.of("system", "template")
                                    .contains(setting.name())))
                    .toList(),
            Type.result("chat"),
            List.of(
                    new Field("text", new Type.Text(), "the last answer"),
                    new Field("turns", new Type.Table(), "what was said: role (user, assistant), text, steering"),
                    new Field("lines", Type.list(new Type.Text()), "what the user wrote, commands included"),
                    new Field("model", new Type.Text(), "who answered")),
            """
            let talk = chat qilin with ["What color is grass?", "/system You are a poet.", "How are you?"]
            show talk.turns
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Partner partner = call.value("lines") instanceof Value.Listing(List<Value> lines)
                ? new Script(lines.stream().map(Values::text).iterator())
                : lab.partner()
                        .orElseThrow(() -> new Failure("nobody sits there to chat; give the lines,"
                                + " `chat m with [\"...\"]`, or use `assay chat` or the REPL"));
        try (Conversation conversation = new Conversation(Decoding.of(call), lab)) {
            conversation.system(
                    call.value("system") instanceof Value.Str(String text) ? Optional.of(text) : Optional.empty());
            return new Talk(call.model("model"), conversation, partner, lab).run();
        }
    }

    /** Lines of a script; nobody listens. */
    private record Script(java.util.Iterator<String> lines) implements Partner {
        @Override
        public Optional<String> line() {
            return lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
        }

        @Override
        public void hear(String piece) {}

        @Override
        public void end() {}

        @Override
        public void note(String sentence) {}

        @Override
        public void save(String path, String text) {
            throw new Failure("in a script a chat is saved by its name: `save talk.turns to \"" + path + "\"`");
        }
    }

    /** One conversation while it goes on. */
    private static final class Talk {
        private final Model base;
        private final Conversation conversation;
        private final Partner partner;
        private final Lab lab;
        private final List<Value> lines = new ArrayList<>();
        private final Rows turns = new Rows("role", "text", "steering");
        private Model model;
        private Optional<String> steering = Optional.empty();
        private String last = "";

        Talk(Model base, Conversation conversation, Partner partner, Lab lab) {
            this.base = base;
            this.model = base;
            this.conversation = conversation;
            this.partner = partner;
            this.lab = lab;
        }

        Value run() {
            for (Optional<String> line = partner.line(); line.isPresent(); line = partner.line()) {
                String text = line.get().strip();
                if (text.isEmpty()) continue;
                if (text.equals("/quit")) break;
                boolean done = !text.startsWith("/") || command(text);
                if (!text.startsWith("/")) answer(text);
                if (done && !text.startsWith("/save")) lines.add(Value.of(text));
            }
            partner.over(lines.stream().map(Values::text).toList());
            return new Findings(SPEC)
                    .put("text", last)
                    .put("turns", turns.table())
                    .put("lines", new Value.Listing(List.copyOf(lines)))
                    .put("model", base.name())
                    .result();
        }

        private void answer(String text) {
            Value how = steering.<Value>map(Value::of).orElse(new Value.None());
            turns.add("user", text, how);
            last = conversation.say(model, text, partner::hear);
            partner.end();
            turns.add("assistant", last, how);
        }

        /** Whether it could be done; somebody who sits there is told why not. */
        private boolean command(String line) {
            String[] parts = line.split("\\s+", 2);
            String rest = parts.length > 1 ? parts[1].strip() : "";
            try {
                command(parts[0], rest);
                return true;
            } catch (Failure wrong) {
                if (partner instanceof Script) throw wrong;
                partner.note(wrong.getMessage());
                return false;
            }
        }

        private void command(String word, String rest) {
            switch (word) {
                case "/steer" -> steer(rest);
                case "/alpha" -> alpha(rest);
                case "/system" -> {
                    conversation.system(Optional.of(rest));
                    partner.note(rest.isEmpty() ? "no system message" : "system: " + rest);
                }
                case "/reset" -> {
                    conversation.reset();
                    partner.note("what was said is forgotten");
                }
                case "/save" -> save(rest);
                default ->
                    throw new Failure("there is no command " + word
                            + "; there are /steer, /alpha, /system, /reset, /save and /quit");
            }
        }

        private void steer(String phrase) {
            if (phrase.isEmpty()) throw new Failure("say how: /steer green->red alpha 2, or /steer off");
            boolean off = phrase.equals("off");
            model = off ? base : lab.steered(base, phrase);
            steering = off ? Optional.empty() : Optional.of(phrase);
            partner.note(off ? "not steered" : model.changes().getLast());
        }

        private void alpha(String strength) {
            String phrase =
                    steering.orElseThrow(() -> new Failure("nothing is steered; write /steer green->red first"));
            steer(phrase.replaceAll("\\s*\\balpha\\s+\\S+", "") + " alpha " + strength);
        }

        /** As a script that says it again, or as a line of training data. */
        private void save(String path) {
            if (path.endsWith(".exp") && !base.changes().isEmpty())
                throw new Failure("the model " + base.name() + " was made by other statements ("
                        + base.changes().getLast() + "); save the session with :save, or steer with /steer");
            if (path.endsWith(".exp")) partner.save(path, script());
            else if (path.endsWith(".jsonl")) partner.save(path, data());
            else throw new Failure("/save writes a script, FILE.exp, or a line of messages, FILE.jsonl");
            partner.note("wrote " + path);
        }

        private String script() {
            StringBuilder script =
                    new StringBuilder("model m = " + quoted(base.directory().toString()) + "\n\n");
            script.append("let talk = chat m with [\n");
            for (Value line : lines)
                script.append("    ").append(quoted(Values.text(line))).append(",\n");
            return script.append("]\nshow talk.turns\n").toString().replace(",\n]", "\n]");
        }

        private static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("{", "\\u{7B}") + '"';
        }

        private String data() {
            List<Value> messages = new ArrayList<>();
            for (Message message : conversation.messages()) {
                Map<String, Value> fields = new LinkedHashMap<>();
                fields.put("role", Value.of(message.role()));
                fields.put("content", Value.of(message.content()));
                messages.add(new Value.Rec(fields));
            }
            return Json.of(new Value.Rec(Map.of("messages", new Value.Listing(messages)))) + "\n";
        }
    }
}
