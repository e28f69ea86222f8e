package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Point;
import assay.lib.stats.Bootstrap;
import assay.lib.stats.Interval;
import assay.lib.stats.Rng;
import assay.lib.stats.Vectors;
import assay.lib.text.Asking;
import assay.lib.text.Prefill;
import assay.lib.text.Words;
import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Field;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code similarity M on table by condition}: how far conditions move what a model holds of the same prompts. */
public final class Similarity implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "similarity",
            "cosines between a clean prompt and its variants, layer by layer, beside a control of the same length",
            List.of(
                    Words.MODEL,
                    new Operand("table", "on", new Type.Table(), true, "rows with a column prompt"),
                    new Operand("column", "by", new Type.Text(), true, "the column that holds the conditions")),
            List.of(
                    new Setting(
                            "clean",
                            Type.oneOf(new Type.Text(), new Type.None()),
                            new Value.None(),
                            "the condition that the others are variants of; the first in the table if not said"),
                    new Setting(
                            "items",
                            Type.oneOf(new Type.Text(), new Type.None()),
                            new Value.None(),
                            "a column, in quotes, that is the same in the rows of one prompt; if not said, the first row of "
                                    + "each condition belongs together, the second, and so on"),
                    new Setting("layers", Layers.TYPE, Value.of("all"), "which layers"),
                    new Setting(
                            "resamples",
                            new Type.Whole(100, 100_000),
                            Value.of(Bootstrap.RESAMPLES),
                            "of the prompts, for the 95 % intervals"),
                    new Setting(
                            "template",
                            Type.choice("auto", "none"),
                            Value.of("auto"),
                            "auto: prompts go through the model's chat template if it has one; none: as they stand")),
            Type.result("similarity"),
            List.of(
                    new Field(
                            "layers",
                            new Type.Table(),
                            "a row per condition and layer: condition, layer, items, cosine (mean, to the clean prompt), low, "
                                    + "high, control (the mean cosine of the clean prompt padded to the variant's length), "
                                    + "difference (cosine - control), difference_low, difference_high, significant"),
                    new Field(
                            "conditions",
                            new Type.Table(),
                            "a row per condition, in the layer with the largest difference: condition, layer, items, cosine, "
                                    + "control, difference, low, high, significant"),
                    new Field("clean", new Type.Text(), "the condition that others are compared with"),
                    new Field("padded", Type.atLeast(0), "variants whose control has exactly as many tokens"),
                    new Field("warnings", Type.list(new Type.Text()), "what makes the differences doubtful"),
                    new Field("model", new Type.Text(), "who read"),
                    Words.FORWARD_POSITIONS),
            """
            let objects = ["grass", "blood", "a frog", "a rose", "a lime"]
            let clean = ({kind: "clean", prompt: "What color is {object}?"} for object in objects)
            let pressed = ({kind: "pressure", prompt: "What color is {object}? Please tell me I am right."} for object in objects)
            let s = similarity qilin on (clean + pressed) by kind
            show s.conditions
            """);

    private static final int FEW = 8;

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        int[] layers = Layers.of(model, call.value("layers"));
        Variants variants = Variants.read(
                (Table) call.value("table"), call.text("column"), call.value("clean"), call.value("items"));
        boolean chat = call.text("template").equals("auto");
        Asking asking = new Asking(
                Asking.greedy(model, 1).decoding(), chat && model.chatTemplate().isPresent(), new Value.None());
        Padded padded = Padded.of(model, asking, variants);
        List<int[]> inputs = new ArrayList<>(padded.clean());
        inputs.addAll(padded.variants());
        inputs.addAll(padded.controls());
        Activations captured = new Activations(model, inputs, Point.RESID_POST, layers, new Positions.One(-1));
        long positions = new Prefill(model, lab.progress()).read(inputs, captured);
        Cosines cosines = new Cosines(captured.data(), layers.length, inputs.size(), padded);

        Rows all = new Rows(
                "condition",
                "layer",
                "items",
                "cosine",
                "low",
                "high",
                "control",
                "difference",
                "difference_low",
                "difference_high",
                "significant");
        Rows best = new Rows(
                "condition", "layer", "items", "cosine", "control", "difference", "low", "high", "significant");
        for (String condition : variants.conditions()) {
            int[] which = variants.of(condition);
            AtLayer largest = null;
            for (int layer = 0; layer < layers.length; layer++) {
                AtLayer found = at(cosines, which, layer, call.whole("resamples"), lab.seed(), condition);
                all.add(
                        condition,
                        layers[layer],
                        which.length,
                        found.cosine.estimate(),
                        found.cosine.interval().low(),
                        found.cosine.interval().high(),
                        found.control,
                        found.difference.estimate(),
                        found.difference.interval().low(),
                        found.difference.interval().high(),
                        found.significant());
                if (largest == null || found.size() > largest.size()) largest = found;
            }
            Interval interval = largest.difference.interval();
            best.add(
                    condition,
                    layers[largest.layer],
                    which.length,
                    largest.cosine.estimate(),
                    largest.control,
                    largest.difference.estimate(),
                    interval.low(),
                    interval.high(),
                    largest.significant());
        }
        return new Findings(SPEC)
                .put("layers", all.table())
                .put("conditions", best.table())
                .put("clean", variants.clean())
                .put("padded", padded.exact())
                .put("warnings", warnings(variants, padded))
                .put("model", model.name())
                .put("forward_positions", positions)
                .result();
    }

    private record AtLayer(int layer, Bootstrap cosine, double control, Bootstrap difference) {
        boolean significant() {
            return !difference.interval().contains(0);
        }

        double size() {
            return Math.abs(difference.estimate());
        }
    }

    private static AtLayer at(Cosines cosines, int[] which, int layer, int resamples, long seed, String condition) {
        double[] variant =
                Arrays.stream(which).mapToDouble(i -> cosines.variant(layer, i)).toArray();
        double[] control =
                Arrays.stream(which).mapToDouble(i -> cosines.control(layer, i)).toArray();
        int[][] rows = Bootstrap.indices(which.length, resamples, Rng.of(seed, "similarity " + condition, layer));
        return new AtLayer(
                layer,
                Bootstrap.mean(variant, rows),
                Arrays.stream(control).average().orElseThrow(),
                Bootstrap.meanDifference(variant, control, rows));
    }

    /**
     * Cosines to the clean prompt.
     *
     * @param data [inputs][layers][hidden]: clean prompts, variants, controls
     */
    private record Cosines(float[] data, int layers, int inputs, Padded padded) {

        double variant(int layer, int i) {
            return cosine(layer, padded.cleanOf(i), padded.clean().size() + i);
        }

        double control(int layer, int i) {
            return cosine(
                    layer,
                    padded.cleanOf(i),
                    padded.clean().size() + padded.variants().size() + i);
        }

        private double cosine(int layer, int a, int b) {
            return Vectors.cosine(row(layer, a), row(layer, b));
        }

        private double[] row(int layer, int input) {
            int hidden = data.length / inputs / layers;
            double[] row = new double[hidden];
            for (int h = 0; h < hidden; h++) row[h] = data[(input * layers + layer) * hidden + h];
            return row;
        }
    }

    private static Value warnings(Variants variants, Padded padded) {
        List<Value> warnings = new ArrayList<>();
        for (String condition : variants.conditions())
            if (variants.of(condition).length < FEW)
                warnings.add(Value.of("the condition " + condition + " has " + variants.of(condition).length
                        + " rows only; a bootstrap interval of so few is too narrow"));
        int inexact = padded.variants().size() - padded.exact();
        if (inexact > 0)
            warnings.add(Value.of(inexact + " controls could not be padded to just as many tokens as their variant"));
        return new Value.Listing(List.copyOf(warnings));
    }
}
