package assay.lib.inside;

import assay.engine.model.Model;
import assay.lib.inside.Conditions.Alike;
import assay.lib.inside.PairProbe.AtLayer;
import assay.lib.stats.Logistic;
import assay.lib.text.Inputs;
import assay.lib.text.Words;
import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
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

/** {@code probe M on table by condition}: which conditions a model tells apart inside, layer by layer. */
public final class Probe implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "probe",
            "linear probes: which conditions a model tells apart, layer by layer",
            List.of(
                    Words.MODEL,
                    new Operand("table", "on", new Type.Table(), true, "rows with a column prompt"),
                    new Operand("column", "by", new Type.Text(), true, "the column that holds the conditions")),
            List.of(
                    new Setting("layers", Layers.TYPE, Value.of("all"), "which layers"),
                    new Setting("folds", new Type.Whole(2, 100), Value.of(5), "of the stratified cross-validation"),
                    new Setting(
                            "groups",
                            Type.oneOf(new Type.Text(), new Type.None()),
                            new Value.None(),
                            "a column, in quotes: rows with the same value there are tested in the same fold"),
                    new Setting(
                            "c",
                            new Type.Real(1e-9, 1e9),
                            Value.of(1),
                            "the inverse of the strength of the L2 regularization"),
                    new Setting(
                            "permutations",
                            new Type.Whole(0, 100_000),
                            Value.of(100),
                            "of the labels, for p in the best layer of each pair; p is at least 1 / (permutations + 1)"),
                    new Setting(
                            "template",
                            Type.choice("auto", "none"),
                            Value.of("auto"),
                            "auto: prompts go through the model's chat template if it has one; none: as they stand")),
            Type.result("probe"),
            List.of(
                    new Field(
                            "pairs",
                            new Type.Table(),
                            "a row per pair of conditions: a, b, rows, layer (the best one), accuracy, deviation, low, high "
                                    + "(95 % interval), p (permutations of the labels), p_holm (corrected over the layers)"),
                    new Field(
                            "accuracy",
                            new Type.Table(),
                            "a row per pair and layer: pair, a, b, layer, accuracy, deviation, low, high"),
                    new Field(
                            "confounds",
                            new Type.Table(),
                            "how the probe of a pair, in its best layer, takes every further condition: pair, condition, "
                                    + "rows, as_a (the share it takes for a)"),
                    new Field(
                            "cosines",
                            new Type.Table(),
                            "between the directions of two pairs in each layer: pair, other, layer, cosine"),
                    new Field(
                            "directions",
                            new Type.Tensor(),
                            "float32 [pairs, layers, hidden], each of length 1, pointing to a"),
                    new Field("conditions", Type.list(new Type.Text()), "in the order of the table"),
                    new Field("layers", Type.list(Type.whole()), "in the order of the tensor"),
                    new Field("warnings", Type.list(new Type.Text()), "what makes the accuracies doubtful"),
                    new Field("model", new Type.Text(), "who was probed"),
                    Words.FORWARD_POSITIONS),
            """
            let words = ["wall", "door", "box", "car", "flag", "ball"]
            let greens = ({prompt: "The {word} is green.", colour: "green"} for word in words)
            let reds = ({prompt: "The {word} is red.", colour: "red"} for word in words)
            let p = probe qilin on (greens + reds) by colour folds 3 permutations 20 template none
            show p.pairs
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        int[] layers = Layers.of(model, call.value("layers"));
        String groups = call.value("groups") instanceof Value.Str(String column) ? column : "";
        Conditions conditions = Conditions.read(
                model,
                new Conditions.Source(
                        (Table) call.value("table"),
                        call.text("column"),
                        groups,
                        call.text("template").equals("auto")),
                layers,
                lab.progress());
        PairProbe.Plan plan =
                new PairProbe.Plan(call.whole("folds"), call.number("c"), call.whole("permutations"), lab.seed());
        List<PairProbe> pairs = new ArrayList<>();
        int n = conditions.names().size();
        int total = n * (n - 1) / 2;
        for (int a = 0; a < n; a++)
            for (int b = a + 1; b < n; b++) {
                pairs.add(PairProbe.of(conditions, a, b, plan));
                lab.progress().step("probing", pairs.size(), total);
            }
        return new Findings(SPEC)
                .put("pairs", best(conditions, pairs, layers))
                .put("accuracy", all(pairs, layers))
                .put("confounds", confounds(conditions, pairs))
                .put("cosines", cosines(pairs, layers))
                .put(
                        "directions",
                        directions(pairs, layers.length, model.config().hiddenSize()))
                .put(
                        "conditions",
                        new Value.Listing(
                                conditions.names().stream().map(Value::of).toList()))
                .put("layers", Inputs.listing(layers))
                .put("warnings", warnings(conditions, groups))
                .put("model", model.name())
                .put("forward_positions", conditions.positions())
                .result();
    }

    private static Table best(Conditions conditions, List<PairProbe> pairs, int[] layers) {
        Rows rows = new Rows("a", "b", "rows", "layer", "accuracy", "deviation", "low", "high", "p", "p_holm");
        for (PairProbe pair : pairs) {
            AtLayer best = pair.layers().get(pair.best());
            double p = best.tested().p();
            rows.add(
                    pair.nameA(),
                    pair.nameB(),
                    conditions.of(pair.a(), pair.b()).length,
                    layers[pair.best()],
                    best.tested().accuracy(),
                    best.tested().deviation(),
                    best.low(),
                    best.high(),
                    p,
                    Math.min(1, p * layers.length)); // Holm's correction of the smallest of them
        }
        return rows.table();
    }

    private static Table all(List<PairProbe> pairs, int[] layers) {
        Rows rows = new Rows("pair", "a", "b", "layer", "accuracy", "deviation", "low", "high");
        for (PairProbe pair : pairs)
            for (int i = 0; i < layers.length; i++) {
                AtLayer layer = pair.layers().get(i);
                rows.add(
                        pair.name(),
                        pair.nameA(),
                        pair.nameB(),
                        layers[i],
                        layer.tested().accuracy(),
                        layer.tested().deviation(),
                        layer.low(),
                        layer.high());
            }
        return rows.table();
    }

    private static Table confounds(Conditions conditions, List<PairProbe> pairs) {
        Rows rows = new Rows("pair", "condition", "rows", "as_a");
        for (PairProbe pair : pairs)
            for (int other = 0; other < conditions.names().size(); other++) {
                if (other == pair.a() || other == pair.b()) continue;
                Logistic probe = pair.layers().get(pair.best()).fitted();
                int[] which = conditions.of(other);
                long asA = Arrays.stream(which)
                        .filter(row -> probe.decision(conditions.rows()[pair.best()][row]) > 0)
                        .count();
                rows.add(pair.name(), conditions.names().get(other), which.length, (double) asA / which.length);
            }
        return rows.table();
    }

    private static Table cosines(List<PairProbe> pairs, int[] layers) {
        Rows rows = new Rows("pair", "other", "layer", "cosine");
        for (int i = 0; i < pairs.size(); i++)
            for (int j = i + 1; j < pairs.size(); j++)
                for (int layer = 0; layer < layers.length; layer++)
                    rows.add(
                            pairs.get(i).name(),
                            pairs.get(j).name(),
                            layers[layer],
                            dot(pairs.get(i).unit(layer), pairs.get(j).unit(layer)));
        return rows.table();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    private static TensorValue directions(List<PairProbe> pairs, int layers, int hidden) {
        float[] data = new float[pairs.size() * layers * hidden];
        for (int p = 0; p < pairs.size(); p++)
            for (int layer = 0; layer < layers; layer++)
                System.arraycopy(pairs.get(p).unit(layer), 0, data, (p * layers + layer) * hidden, hidden);
        return new TensorValue(
                "directions", List.of("pairs", "layers", "hidden"), new int[] {pairs.size(), layers, hidden}, data);
    }

    /** Rows that are alike leak from one fold into another. */
    private static Value warnings(Conditions conditions, String groups) {
        List<Value> warnings = new ArrayList<>();
        if (groups.isEmpty()) {
            Alike alike = conditions.alike();
            if (alike.duplicates() > 0)
                warnings.add(
                        Value.of(alike.duplicates() + " rows have a prompt that stands in another row too; they leak "
                                + "between folds: remove them, or keep them together with `groups`"));
            if (alike.nearly() > 0)
                warnings.add(
                        Value.of(
                                alike.nearly() + " rows differ from another one of their condition in a single word, "
                                        + "as if made from one template; name a column of templates with `groups` to keep them in one fold"));
        }
        return new Value.Listing(List.copyOf(warnings));
    }
}
