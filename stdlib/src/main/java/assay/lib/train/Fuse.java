package assay.lib.train;

import assay.lib.text.Words;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.List;

/** {@code fuse M}: a model whose adapters are merged into its weights. */
public final class Fuse implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "fuse",
            "merges the adapters of a model into its weights",
            List.of(Words.MODEL),
            List.of(new Setting(
                    "dequantize",
                    new Type.Flag(),
                    Value.of(false),
                    "leave every packed matrix unpacked; otherwise what was packed is packed again")),
            new Type.Model(),
            List.of(),
            """
            let loud = adapt qilin with "models/qilin-adapter"
            let whole = fuse loud
            save whole to "whole"
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        var model = call.model("model");
        boolean dequantize = call.flag("dequantize");
        if (!model.adapted() && !dequantize)
            throw new Failure("the model " + model.name() + " has no adapter to fuse; add one with `adapt "
                    + model.name() + " with \"directory\"`");
        return new Value.ModelRef(model.fused(dequantize));
    }
}
