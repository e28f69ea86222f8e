package assay.lib.text;

import assay.engine.model.Model;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.stream.Stream;

/** {@code generate M "..."}: a model writes on from a text. */
public final class Generate implements Verb {
    private static final List<Setting> SETTINGS =
            Stream.concat(Decoding.SETTINGS.stream(), Stream.of(Words.SPECIAL)).toList();

    private static final VerbSpec SPEC = new VerbSpec(
            "generate",
            "a model writes on from a text",
            List.of(
                    Words.MODEL,
                    new Operand("text", "", Inputs.SOME, true, "a text, its token ids, or a list of either")),
            SETTINGS,
            Type.result("generate"),
            Decoding.FIELDS,
            """
            let story = generate qilin "The color is" tokens 8
            print story.text, story.finish_reason
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        Inputs inputs = Inputs.of(model, call.value("text"), call.flag("special"));
        return Answers.write(SPEC, model, inputs, Decoding.of(call), lab);
    }
}
