package assay.lib.inside;

import assay.engine.model.Model;
import assay.lib.text.Inputs;
import assay.lib.text.Words;
import assay.lib.value.Result;
import assay.lib.value.Rows;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.value.Values;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** {@code direction green->red on M from templates}: where a model holds the difference of two concepts. */
public final class Direction implements Verb {
    static final Setting METHOD = new Setting(
            "method",
            Type.choice("probe", "mean_difference"),
            Value.of("probe"),
            "probe: the coefficients of a logistic regression; mean_difference: from mean to mean");
    static final Setting SELECT =
            new Setting("select", new Type.Whole(1, 4096), Value.of(3), "how many layers to choose at most");
    static final Setting ACCURACY = new Setting(
            "accuracy",
            new Type.Real(0, 1),
            Value.of(0.85),
            "the least share of rows that must be told apart in a layer that is chosen");

    private static final int FOLDS = 5;
    private static final double C = 0.1;

    private static final VerbSpec SPEC = new VerbSpec(
            "direction",
            "where in a model the difference of two concepts lies, layer by layer",
            List.of(
                    new Operand("concepts", "", new Type.Pair(), true, "the two, e.g. green->red"),
                    new Operand("model", "on", new Type.Model(), false, "who reads"),
                    new Operand(
                            "templates",
                            "from",
                            Type.list(new Type.Text()),
                            false,
                            "texts with {concept} where either concept stands, best as the last word; the standard "
                                    + "library's if left out")),
            List.of(
                    METHOD,
                    new Setting(
                            "layers",
                            Type.oneOf(Layers.TYPE, new Type.None()),
                            new Value.None(),
                            "those to choose from; the middle and upper ones if not said"),
                    SELECT,
                    ACCURACY,
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
                            "accuracy",
                            new Type.Table(),
                            "layer, accuracy (share of rows told apart, cross-validated), deviation over the folds, chosen"),
                    new Field("layers", Type.list(Type.whole()), "the layers that are chosen, ascending"),
                    new Field("method", new Type.Text(), "how it was found"),
                    new Field("model", new Type.Text(), "whose it is"),
                    new Field("templates", Type.atLeast(0), "how many there were"),
                    Words.FORWARD_POSITIONS),
            """
            let templates = ["The wall is {concept}", "It was painted {concept}", "I see something {concept}",
                "The door is {concept}", "Her dress was {concept}", "The flag was {concept}"]
            let colour = direction green->red on qilin from templates layers 0..5
            show colour.accuracy
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
        List<String> templates = templates(call.value("templates"), pair, lab);
        Concepts concepts = Concepts.of(model, pair, templates, lab.progress());
        if (templates.size() < folds)
            throw new Failure(folds + " folds need at least as many templates; there are " + templates.size());
        Separation.Method method = Separation.Method.valueOf(call.text("method").toUpperCase(Locale.ROOT));
        List<float[]> vectors = new ArrayList<>();
        List<double[]> accuracies = new ArrayList<>();
        for (double[][] layer : concepts.rows()) {
            vectors.add(
                    Separation.fit(method, layer, concepts, concepts.all(), c).unit());
            accuracies.add(Separation.accuracies(method, layer, concepts, folds, c));
        }
        double[] means = accuracies.stream()
                .mapToDouble(folded -> Arrays.stream(folded).average().orElseThrow())
                .toArray();
        List<Integer> chosen = chosen(model, call, means);
        Rows rows = new Rows("layer", "accuracy", "deviation", "chosen");
        for (int layer = 0; layer < means.length; layer++)
            rows.add(layer, means[layer], deviation(accuracies.get(layer), means[layer]), chosen.contains(layer));
        return new Findings(SPEC)
                .put("from", pair.from())
                .put("to", pair.to())
                .put("vectors", tensor(vectors))
                .put("accuracy", rows.table())
                .put("layers", Inputs.listing(chosen.stream().mapToInt(i -> i).toArray()))
                .put("method", call.text("method"))
                .put("model", model.name())
                .put("templates", templates.size())
                .put("forward_positions", concepts.positions())
                .result();
    }

    private static List<String> templates(Value given, Value.Pair pair, Lab lab) {
        if (given instanceof Value.Listing(List<Value> items))
            return items.stream().map(Values::text).toList();
        List<String> known = lab.templates(pair.from(), pair.to());
        if (known.isEmpty())
            throw new Failure("the standard library has no templates for " + pair.from() + " and " + pair.to()
                    + "; write them: `from [\"... {concept}\", ...]`");
        return known;
    }

    /** Of the population. */
    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        return Math.sqrt(squares / values.length);
    }

    /** The most accurate of the candidates; of equal ones the lowest. */
    private static List<Integer> chosen(Model model, Call call, double[] accuracy) {
        int layers = accuracy.length;
        int[] candidates = call.value("layers") instanceof Value.None
                ? IntStream.rangeClosed(layers / 3, Math.max(layers / 3, layers - 2))
                        .toArray()
                : Layers.of(model, call.value("layers"));
        return IntStream.of(candidates)
                .boxed()
                .filter(layer -> accuracy[layer] >= call.number("accuracy"))
                .sorted(Comparator.<Integer>comparingDouble(layer -> -accuracy[layer])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(call.whole("select"))
                .sorted()
                .toList();
    }

    private static TensorValue tensor(List<float[]> vectors) {
        int hidden = vectors.getFirst().length;
        float[] data = new float[vectors.size() * hidden];
        for (int layer = 0; layer < vectors.size(); layer++)
            System.arraycopy(vectors.get(layer), 0, data, layer * hidden, hidden);
        return new TensorValue("vectors", List.of("layers", "hidden"), new int[] {vectors.size(), hidden}, data);
    }

    /** The unit vector of a layer. */
    static float[] vector(Result direction, int layer) {
        TensorValue vectors = (TensorValue) direction.fields().get("vectors");
        int hidden = vectors.shape()[1];
        return Arrays.copyOfRange(vectors.data(), layer * hidden, (layer + 1) * hidden);
    }
}
