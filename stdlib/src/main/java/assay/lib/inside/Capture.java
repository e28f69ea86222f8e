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
                            new Type.Choice(Arrays.stream(Point.values())
                                    .map(point -> point.label)
                                    .toList()),
                            Value.of(Point.RESID_POST.label),
                            "the hook point; embed and final_norm stand outside the layers"),
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
                            "float32 [prompts, layers, hidden]; [prompts, layers, positions, hidden] for all positions"),
                    new Field(
                            "norms",
                            new Type.Table(),
                            "prompt, layer, position (as counted in the tensor), norm: the Euclidean length"),
                    new Field(
                            "layers",
                            Type.list(Type.whole()),
                            "the layers in the order of the tensor; -1 at embed and final_norm"),
                    new Field("point", new Type.Text(), "the hook point"),
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
        Point point = point(call.text("point"));
        int[] layers = layers(model, call, point);
        Positions positions = Positions.of(call.value("positions"));
        Activations activations = new Activations(model, inputs.ids(), point, layers, positions);
        long read = new Prefill(model, lab.progress()).read(inputs.ids(), activations);
        TensorValue tensor = tensor(inputs.size(), layers.length, activations, positions, point);
        return new Findings(SPEC)
                .put("activations", tensor)
                .put(
                        "norms",
                        norms(
                                tensor.data(),
                                layers,
                                activations.places(),
                                model.config().hiddenSize()))
                .put("layers", Inputs.listing(layers))
                .put("point", point.label)
                .put(
                        "tokens",
                        inputs.each(inputs.ids().stream()
                                .map(ids -> Value.of(ids.length))
                                .toList()))
                .put("forward_positions", read)
                .result();
    }

    private static Point point(String label) {
        return Arrays.stream(Point.values())
                .filter(point -> point.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static int[] layers(Model model, Call call, Point point) {
        if (Activations.layered(point)) return Layers.of(model, call.value("layers"));
        if (call.written().contains("layers"))
            throw new Failure("the hook point " + point.label + " is in no layer; leave out `at`");
        return new int[] {-1};
    }

    private static TensorValue tensor(
            int prompts, int layers, Activations activations, Positions positions, Point point) {
        float[] data = activations.data();
        int places = activations.places();
        int hidden = data.length / (prompts * layers * places);
        return positions instanceof Positions.All
                ? new TensorValue(
                        point.label,
                        List.of("prompts", "layers", "positions", "hidden"),
                        new int[] {prompts, layers, places, hidden},
                        data)
                : new TensorValue(
                        point.label, List.of("prompts", "layers", "hidden"), new int[] {prompts, layers, hidden}, data);
    }

    private static Table norms(float[] data, int[] layers, int places, int hidden) {
        Rows rows = new Rows("prompt", "layer", "position", "norm");
        for (int start = 0; start < data.length; start += hidden) {
            int vector = start / hidden;
            double squares = 0;
            for (int i = start; i < start + hidden; i++) squares += (double) data[i] * data[i];
            rows.add(
                    vector / (layers.length * places),
                    layers[vector / places % layers.length],
                    vector % places,
                    Math.sqrt(squares));
        }
        return rows.table();
    }
}
