package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Point;
import assay.lib.text.Inputs;
import assay.lib.text.Prefill;
import assay.lib.text.Words;
import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Field;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.Arrays;
import java.util.List;

/** {@code capture M X at 0..5 point resid_post}: activations inside a model while it reads. */
public final class Capture implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "capture",
            "activations inside a model while it reads",
            List.of(
                    Words.MODEL,
                    new Operand("text", "", Inputs.SOME, true, "a text, its token ids, or a list of either"),
                    new Operand("layers", "at", Layers.TYPE, false, "which layers, counted from 0; all if left out")),
            List.of(
                    new Setting(
                            "point",
                            Hook.TYPE,
                            Value.of(Point.RESID_POST.label),
                            "the hook point; embed and final_norm stand outside the layers, and a full name as "
                                    + "TransformerLens has it, in quotes, names its layer"),
                    new Setting(
                            "positions",
                            Positions.TYPE,
                            Value.of("last"),
                            "the last token of each text, all, their mean, or one by number (negative: from the end)"),
                    Words.SPECIAL),
            Type.result("capture"),
            List.of(
                    new Field(
                            "activations",
                            new Type.Tensor(),
                            "float32 [prompts, layers, hidden]; [prompts, layers, positions, hidden] for all positions; "
                                    + "of scores and pattern [prompts, layers, heads, keys] and [..., heads, positions, keys]"),
                    new Field(
                            "norms",
                            new Type.Table(),
                            "prompt, layer, head where they are apart, position (as counted in the tensor), norm: the "
                                    + "Euclidean length"),
                    new Field(
                            "layers",
                            Type.list(Type.whole()),
                            "the layers in the order of the tensor; -1 at embed and final_norm"),
                    new Field("point", new Type.Text(), "the hook point"),
                    new Field(
                            "hooks", Type.list(new Type.Text()), "its full name in each layer, as in TransformerLens"),
                    new Field("tokens", Words.each(Type.atLeast(0)), "how many tokens each text has"),
                    Words.FORWARD_POSITIONS),
            """
            let inside = capture qilin ["Grass is green.", "Blood is red."] at 0..2 point resid_post
            show inside.norms
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        Inputs inputs = Inputs.of(model, call.value("text"), call.flag("special"));
        Hook hook = Hook.of(call.text("point"));
        int[] layers = layers(model, call, hook);
        Point point = hook.point();
        Positions positions = Positions.of(call.value("positions"));
        Captured captured = point.rows()
                ? new Activations(model, inputs.ids(), point, layers, positions)
                : new Patterns(model, inputs.ids(), point, layers, positions);
        long read = new Prefill(model, lab.progress()).read(inputs.ids(), captured);
        TensorValue tensor = new TensorValue(point.label, captured.axes(), captured.shape(), captured.data());
        return new Findings(SPEC)
                .put("activations", tensor)
                .put("norms", norms(tensor, layers))
                .put("layers", Inputs.listing(layers))
                .put("point", point.label)
                .put(
                        "hooks",
                        new Value.Listing(Arrays.stream(layers)
                                .mapToObj(layer -> Value.of(point.full(layer)))
                                .toList()))
                .put(
                        "tokens",
                        inputs.each(inputs.ids().stream()
                                .map(ids -> Value.of(ids.length))
                                .toList()))
                .put("forward_positions", read)
                .result();
    }

    private static int[] layers(Model model, Call call, Hook hook) {
        boolean written = call.written().contains("layers");
        if (!hook.point().layered()) {
            if (written) throw new Failure("the hook point " + hook.point().label + " is in no layer; leave out `at`");
            return new int[] {-1};
        }
        if (hook.layer().isEmpty()) return Layers.of(model, call.value("layers"));
        if (written) throw new Failure("the hook point " + call.text("point") + " names its layer; leave out `at`");
        return Layers.of(model, Value.of(hook.layer().getAsInt()));
    }

    /** Lengths of the vectors along the last axis. */
    private static Table norms(TensorValue tensor, int[] layers) {
        boolean heads = tensor.axes().size() > 3 && tensor.axes().get(2).equals("heads");
        int[] shape = tensor.shape();
        int width = shape[shape.length - 1];
        int perHead = tensor.axes().contains("positions") ? shape[shape.length - 2] : 1;
        int perLayer = heads ? shape[2] * perHead : perHead;
        Rows rows = heads
                ? new Rows("prompt", "layer", "head", "position", "norm")
                : new Rows("prompt", "layer", "position", "norm");
        float[] data = tensor.data();
        for (int vector = 0; vector < data.length / width; vector++) {
            double squares = 0;
            for (int i = vector * width; i < (vector + 1) * width; i++) squares += (double) data[i] * data[i];
            int prompt = vector / (layers.length * perLayer);
            int layer = layers[vector / perLayer % layers.length];
            int position = vector % perHead;
            if (heads) rows.add(prompt, layer, vector % perLayer / perHead, position, Math.sqrt(squares));
            else rows.add(prompt, layer, position, Math.sqrt(squares));
        }
        return rows.table();
    }
}
