package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Steering;
import assay.lib.text.Inputs;
import assay.lib.text.Words;
import assay.lib.value.Result;
import assay.lib.value.Rows;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** {@code direction green->red on M from templates}: where a model holds the difference of two concepts. */
public final class Direction implements Verb {
    private static final int FOLDS = 5;
    private static final double C = 0.1;

    private static final VerbSpec SPEC = new VerbSpec(
            "direction",
            "where in a model the difference of two concepts lies, layer by layer",
            List.of(
                    new Operand("concepts", "", new Type.Pair(), true, "the two, e.g. green->red"),
                    new Operand("model", "on", new Type.Model(), false, "who reads"),
                    DirectionWords.TEMPLATES,
                    DirectionWords.BY),
            List.of(
                    DirectionWords.METHOD,
                    new Setting(
                            "layers",
                            Type.oneOf(Layers.TYPE, new Type.None()),
                            new Value.None(),
                            "those to choose from; if not said, the middle and upper ones by accuracy, all by effect"),
                    DirectionWords.SELECT,
                    DirectionWords.ACCURACY,
                    DirectionWords.MODE,
                    new Setting(
                            "alpha",
                            DirectionWords.STRENGTHS,
                            new Value.None(),
                            "by effect: the strengths to try; if not said, some that suit the mode and the layer"),
                    DirectionWords.POSITIONS,
                    DirectionWords.QUESTIONS,
                    DirectionWords.SPARE,
                    new Setting("folds", new Type.Whole(2, 100), Value.of(FOLDS), "of the cross-validation"),
                    new Setting(
                            "c",
                            new Type.Real(1e-9, 1e9),
                            Value.of(C),
                            "the inverse of the regularization's strength, of method probe")),
            Type.result("direction"),
            List.of(
                    new Field("from", new Type.Text(), "the first concept, which the vectors point to"),
                    new Field("to", new Type.Text(), "the second concept"),
                    new Field(
                            "vectors", new Type.Tensor(), "float32 [layers, hidden], each of length 1; of all layers"),
                    new Field(
                            "ends",
                            new Type.Tensor(),
                            "float32 [layers, 2, hidden], each of length 1: what each concept adds to the text before it"),
                    new Field(
                            "accuracy",
                            new Type.Table(),
                            "layer, accuracy (share of rows told apart, cross-validated), deviation over the folds, chosen"),
                    new Field("layers", Type.list(Type.whole()), "the layers that are chosen, ascending"),
                    new Field(
                            "effects",
                            new Type.Table(),
                            "by effect: a row per trial: layers, alpha, questions, swapped, broken, controls, changed (none "
                                    + "where no answer is swapped), "
                                    + "perplexity_ratio (of the answers, under the model that is not steered), chosen"),
                    new Field(
                            "alpha",
                            Type.oneOf(Type.number(), new Type.None()),
                            "by effect: the strength that worked best, which `steer` then takes"),
                    new Field(
                            "mode",
                            Type.oneOf(DirectionWords.MODE.type(), new Type.None()),
                            "by effect: how steering was tried, and `steer` then steers"),
                    new Field("method", new Type.Text(), "how it was found"),
                    new Field("model", new Type.Text(), "whose it is"),
                    new Field("architecture", new Type.Text(), "the model's, as its config.json names it"),
                    new Field("templates", Type.atLeast(0), "how many there were"),
                    Words.FORWARD_POSITIONS),
            """
            let templates = ["The wall is {concept}", "It was painted {concept}", "I see something {concept}",
                "The door is {concept}", "Her dress was {concept}", "The flag was {concept}"]
            let colour = direction green->red on qilin from templates layers 0..5
            show colour.accuracy
            let works = direction green->red on qilin method mean_difference by effect mode add select 1
            show works.effects
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        return find(call, lab, call.whole("folds"), call.number("c"));
    }

    /** What {@code direction} finds with its usual folds and regularization, for a verb with the same words. */
    static Result find(Call call, Lab lab) {
        return find(call, lab, FOLDS, C);
    }

    private static Result find(Call call, Lab lab, int folds, double c) {
        Model model = call.model("model");
        Value.Pair pair = (Value.Pair) call.value("concepts");
        if (pair.from().equals(pair.to()))
            throw new Failure("a direction leads from one concept to another, and both are `" + pair.from() + "`");
        List<String> templates = DirectionWords.templates(call.value("templates"), pair, lab);
        Concepts concepts = Concepts.of(model, pair, templates, lab.progress());
        if (templates.size() < folds)
            throw new Failure(folds + " folds need at least as many templates; there are " + templates.size());
        Separation.Method method = Separation.Method.valueOf(call.text("method").toUpperCase(Locale.ROOT));
        int layers = concepts.rows().length;
        Axes axes = new Axes(new float[layers][], new float[layers][], new float[layers][]);
        double[] means = new double[layers];
        double[] deviations = new double[layers];
        for (int layer = 0; layer < layers; layer++) {
            double[][] rows = concepts.rows()[layer];
            axes.vectors()[layer] =
                    Separation.fit(method, rows, concepts, concepts.all(), c).unit();
            axes.first()[layer] = concepts.end(layer, true);
            axes.second()[layer] = concepts.end(layer, false);
            double[] folded = Separation.accuracies(method, rows, concepts, folds, c);
            means[layer] = Arrays.stream(folded).average().orElseThrow();
            deviations[layer] = deviation(folded, means[layer]);
        }
        Findings findings = new Findings(SPEC);
        List<Integer> chosen = DirectionWords.byEffect(call)
                ? byEffect(call, lab, axes, concepts, findings)
                : byAccuracy(call, means, findings);
        Rows rows = new Rows("layer", "accuracy", "deviation", "chosen");
        for (int layer = 0; layer < layers; layer++)
            rows.add(layer, means[layer], deviations[layer], chosen.contains(layer));
        return findings.put("from", pair.from())
                .put("to", pair.to())
                .put("vectors", tensor("vectors", List.of("layers", "hidden"), axes.vectors()))
                .put("ends", ends(axes))
                .put("accuracy", rows.table())
                .put("layers", Inputs.listing(chosen.stream().mapToInt(i -> i).toArray()))
                .put("method", call.text("method"))
                .put("model", model.name())
                .put("architecture", model.config().modelType())
                .put("templates", templates.size())
                .put("forward_positions", concepts.positions())
                .result();
    }

    /** Of the population. */
    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        return Math.sqrt(squares / values.length);
    }

    /** The most accurate of the candidates; of equal ones the lowest. */
    private static List<Integer> byAccuracy(Call call, double[] accuracy, Findings findings) {
        findings.put("effects", Effects.none()).put("alpha", new Value.None()).put("mode", new Value.None());
        int layers = accuracy.length;
        int[] candidates = call.value("layers") instanceof Value.None
                ? IntStream.rangeClosed(layers / 3, Math.max(layers / 3, layers - 2))
                        .toArray()
                : Layers.of(call.model("model"), call.value("layers"));
        return IntStream.of(candidates)
                .boxed()
                .filter(layer -> accuracy[layer] >= call.number("accuracy"))
                .sorted(Comparator.<Integer>comparingDouble(layer -> -accuracy[layer])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(call.whole("select"))
                .sorted()
                .toList();
    }

    private static List<Integer> byEffect(Call call, Lab lab, Axes axes, Concepts concepts, Findings findings) {
        Model model = call.model("model");
        Value.Pair pair = (Value.Pair) call.value("concepts");
        Steering.Mode mode = Steering.Mode.valueOf(call.text("mode").toUpperCase(Locale.ROOT));
        Steering.Where where = Steering.Where.valueOf(call.text("positions").toUpperCase(Locale.ROOT));
        Effects effects = new Effects(
                model,
                axes,
                new Effects.Plan(mode, where, pair, call.whole("select"), call.number("spare")),
                DirectionWords.heldOut(call.value("questions"), pair, lab),
                lab);
        double[] written = DirectionWords.alphas(call.value("alpha"));
        double[][] alphas = new double[concepts.rows().length][];
        for (int layer = 0; layer < alphas.length; layer++)
            alphas[layer] = written.length > 0 ? written : usual(mode, concepts.distance(layer, axes.vectors()[layer]));
        Effects.Try best = effects.choose(Layers.of(model, call.value("layers")), alphas);
        findings.put("effects", effects.table(best)).put("alpha", best.alpha()).put("mode", call.text("mode"));
        return best.layers();
    }

    /** Strengths worth trying: for modes in the units of the residual stream, by what lies between the concepts. */
    private static double[] usual(Steering.Mode mode, double distance) {
        return switch (mode) {
            case ADD, FLOOR -> Effects.around(distance);
            case CAP -> new double[] {0};
            case SUBTRACT, SWAP -> new double[] {1, 1.25, 1.5, 1.75, 2, 2.5, 3};
            case TRANSLATE -> new double[] {1, 2, 3, 4, 5, 6, 8};
        };
    }

    private static TensorValue tensor(String name, List<String> axes, float[][] rows) {
        int hidden = rows[0].length;
        float[] data = new float[rows.length * hidden];
        for (int row = 0; row < rows.length; row++) System.arraycopy(rows[row], 0, data, row * hidden, hidden);
        return new TensorValue(name, axes, new int[] {rows.length, hidden}, data);
    }

    private static TensorValue ends(Axes axes) {
        int layers = axes.vectors().length;
        float[][] rows = new float[2 * layers][];
        for (int layer = 0; layer < layers; layer++) {
            rows[2 * layer] = axes.first()[layer];
            rows[2 * layer + 1] = axes.second()[layer];
        }
        TensorValue flat = tensor("ends", List.of("rows", "hidden"), rows);
        return new TensorValue(
                "ends", List.of("layers", "ends", "hidden"), new int[] {layers, 2, flat.shape()[1]}, flat.data());
    }
}
