package assay.lib.text;

import assay.engine.model.Model;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.stream.Stream;

/** {@code ask M "..."}: one turn of a chat. */
public final class Ask implements Verb {
    private static final List<Setting> SETTINGS = Stream.concat(
                    Stream.of(
                            new Setting(
                                    "system",
                                    Type.oneOf(new Type.Text(), new Type.None()),
                                    new Value.None(),
                                    "what the system message says; no such message for none"),
                            new Setting(
                                    "template",
                                    Type.choice("auto", "none"),
                                    Value.of("auto"),
                                    "auto: the model's chat template; none: the model reads the question as it stands")),
                    Decoding.SETTINGS.stream())
            .toList();

    private static final VerbSpec SPEC = new VerbSpec(
            "ask",
            "a model answers a question, through its chat template",
            List.of(
                    Words.MODEL,
                    new Operand(
                            "question",
                            "",
                            Type.oneOf(new Type.Text(), Type.list(new Type.Text())),
                            true,
                            "what the user says, or a list of such texts, each a chat of its own")),
            SETTINGS,
            Type.result("ask"),
            Decoding.FIELDS,
            """
            let grass = ask qilin "What color is grass?"
            expect grass.text == "green"
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        Value question = call.value("question");
        Inputs inputs = call.text("template").equals("none")
                ? plain(model, question, call.value("system"))
                : Chat.inputs(model, question, call.value("system"));
        return Answers.write(SPEC, model, inputs, Decoding.of(call), lab);
    }

    private static Inputs plain(Model model, Value question, Value system) {
        if (system instanceof Value.Str)
            throw new Failure(
                    "without a chat template there is no system message; leave out `system` or `template none`");
        return Inputs.of(model, question, true);
    }
}
