package assay.lib.text;

import assay.engine.model.Model;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.stream.Stream;

/** {@code ask M "..."}: one turn of a chat. */
public final class Ask implements Verb {
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
            Stream.concat(Asking.PRESENTATION.stream(), Decoding.SETTINGS.stream())
                    .toList(),
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
        Inputs inputs = Asking.of(call).inputs(model, call.value("question"));
        return Answers.write(SPEC, model, inputs, Decoding.of(call), lab);
    }
}
