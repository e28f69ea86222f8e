package assay.lib.inside;

import assay.engine.model.Ablation;
import assay.engine.model.Config;
import assay.engine.model.Model;
import assay.engine.model.Point;
import assay.engine.model.Steering;
import assay.lib.stats.Rng;
import assay.lib.text.Prefill;
import assay.lib.text.Words;
import assay.lib.value.Result;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code ablate M heads [0, 2] layers 3}: a model without some of its parts. */
public final class Ablate implements Verb {
    private static final Type NUMBERS = Type.oneOf(new Type.Range(), Type.list(Type.atLeast(0)), Type.atLeast(0));
    private static final int MOST_ROWS = 4096;

    private static final VerbSpec SPEC = new VerbSpec(
            "ablate",
            "a model without some of its heads, neurons or layers, or without a direction",
            List.of(
                    Words.MODEL,
                    new Operand(
                            "direction",
                            "along",
                            Type.result("direction"),
                            false,
                            "what `direction` has found: its part of the residual stream goes, behind each of the layers"),
                    new Operand(
                            "instead",
                            "with",
                            Type.choice("zero", "mean", "resample"),
                            false,
                            "what comes in the place of what goes: zero if not said; the mean over the tokens of texts; or "
                                    + "what one of those tokens has there, drawn anew for each position"),
                    new Operand(
                            "texts", "on", Type.list(new Type.Text()), false, "the texts that mean and resample read")),
            List.of(
                    new Setting("layers", Layers.TYPE, Value.of("all"), "in which layers"),
                    new Setting("heads", Type.oneOf(NUMBERS, new Type.None()), new Value.None(), "heads of attention"),
                    new Setting(
                            "neurons",
                            Type.oneOf(NUMBERS, new Type.None()),
                            new Value.None(),
                            "neurons of the feed-forward part, as at the hook point mlp_post"),
                    new Setting(
                            "part",
                            Type.oneOf(Type.choice("attention", "mlp"), new Type.None()),
                            new Value.None(),
                            "a whole part; both parts of the layers go if nothing is said")),
            new Type.Model(),
            List.of(),
            """
            let blunt = ablate qilin heads [0, 2] layers 4..5 with mean on ["Grass is green.", "Blood is red."]
            show blunt
            ask blunt "What color is grass?"
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        int[] layers = Layers.of(model, call.value("layers"));
        long named = Stream.of("direction", "heads", "neurons", "part")
                .filter(name -> !(call.value(name) instanceof Value.None))
                .count();
        if (named > 1)
            throw new Failure("one of `along`, `heads`, `neurons` and `part` at a time; ablate what that gives again");
        String where = " of layers "
                + String.join(
                        ", ", Arrays.stream(layers).mapToObj(Integer::toString).toList());
        if (call.value("direction") instanceof Result direction) return along(model, direction, layers, where);
        String how = call.value("instead") instanceof Value.Str(String word) ? word : "zero";
        Source source = new Source(model, how, texts(call, how), lab);
        Config config = model.config();
        if (!(call.value("heads") instanceof Value.None)) {
            int[] heads = numbers(call.value("heads"), config.heads(), "head", model);
            boolean[] columns = new boolean[config.heads() * config.headDim()];
            for (int head : heads) Arrays.fill(columns, head * config.headDim(), (head + 1) * config.headDim(), true);
            return source.without(Point.Z, layers, columns, "heads " + listed(heads) + where);
        }
        if (!(call.value("neurons") instanceof Value.None)) {
            int[] neurons = numbers(call.value("neurons"), config.intermediateSize(), "neuron", model);
            boolean[] columns = new boolean[config.intermediateSize()];
            for (int neuron : neurons) columns[neuron] = true;
            return source.without(Point.MLP_POST, layers, columns, "neurons " + listed(neurons) + where);
        }
        String part = call.value("part") instanceof Value.Str(String word) ? word : "";
        boolean[] all = Ablation.all(config.hiddenSize());
        if (part.equals("attention")) return source.without(Point.ATTN_OUT, layers, all, "attention" + where);
        if (part.equals("mlp")) return source.without(Point.MLP_OUT, layers, all, "mlp" + where);
        Value.ModelRef half = source.without(Point.ATTN_OUT, layers, all, "attention" + where);
        return new Source(half.model(), how, source.texts, lab).without(Point.MLP_OUT, layers, all, "mlp" + where);
    }

    private static List<String> texts(Call call, String how) {
        boolean given = call.value("texts") instanceof Value.Listing(List<Value> items) && !items.isEmpty();
        if (how.equals("zero") == given)
            throw new Failure(
                    given
                            ? "`on` is for `with mean` and `with resample`; zero reads no texts"
                            : "`with " + how + "` needs texts to take it from: write `on [\"...\"]`");
        return given
                ? ((Value.Listing) call.value("texts"))
                        .items().stream().map(Values::text).toList()
                : List.of();
    }

    private static Value along(Model model, Result direction, int[] layers, String where) {
        Map<Integer, Steering.Direction> directions = Axes.of(direction, model).in(layers, Steering.Mode.SUBTRACT);
        String name = Values.text(direction.fields().get("from")) + "->"
                + Values.text(direction.fields().get("to"));
        return new Value.ModelRef(model.with(
                new Steering(Steering.Mode.SUBTRACT, 1, directions, Steering.Where.ALL),
                "without the direction " + name + where));
    }

    private static int[] numbers(Value value, int count, String thing, Model model) {
        int[] numbers =
                switch (value) {
                    case Value.Range(int from, int to) ->
                        IntStream.rangeClosed(from, to).toArray();
                    case Value.Listing(List<Value> items) ->
                        items.stream()
                                .mapToInt(item -> (int) ((Value.Num) item).value())
                                .toArray();
                    case Value other -> new int[] {(int) ((Value.Num) other).value()};
                };
        for (int number : numbers)
            if (number < 0 || number >= count)
                throw new Failure("the model " + model.name() + " has no " + thing + " " + number + "; its " + thing
                        + "s are 0 to " + (count - 1));
        return numbers;
    }

    private static String listed(int[] numbers) {
        return String.join(
                ", ", Arrays.stream(numbers).mapToObj(Integer::toString).toList());
    }

    /** Where what comes instead is taken from. */
    private record Source(Model model, String how, List<String> texts, Lab lab) {

        Value.ModelRef without(Point point, int[] layers, boolean[] columns, String what) {
            Map<Integer, Ablation.Cut> cuts = new TreeMap<>();
            for (int i = 0; i < layers.length; i++) {
                long seed =
                        Rng.of(lab.seed(), "ablate " + point.label, layers[i]).nextLong();
                cuts.put(layers[i], new Ablation.Cut(columns, instead(point, layers[i], columns.length), seed));
            }
            String change = "without " + what + (how.equals("zero") ? "" : ", " + how + " instead");
            return new Value.ModelRef(model.with(new Ablation(point, cuts), change));
        }

        private float[][] instead(Point point, int layer, int width) {
            if (how.equals("zero")) return new float[1][width];
            float[][] rows = texts.stream()
                    .flatMap(text -> Arrays.stream(rows(point, layer, width, text)))
                    .toArray(float[][]::new);
            return how.equals("mean")
                    ? new float[][] {mean(rows, width)}
                    : Arrays.copyOf(rows, Math.min(rows.length, MOST_ROWS));
        }

        /** What every token of a text has at the point. */
        private float[][] rows(Point point, int layer, int width, String text) {
            List<int[]> input = List.of(model.tokenizer().encode(text, true));
            Activations captured = new Activations(model, input, point, new int[] {layer}, new Positions.All());
            new Prefill(model, lab.progress()).read(input, captured);
            float[] data = captured.data();
            float[][] rows = new float[data.length / width][];
            for (int i = 0; i < rows.length; i++) rows[i] = Arrays.copyOfRange(data, i * width, (i + 1) * width);
            return rows;
        }

        private static float[] mean(float[][] rows, int width) {
            float[] mean = new float[width];
            for (int i = 0; i < width; i++) {
                double sum = 0;
                for (float[] row : rows) sum += row[i];
                mean[i] = (float) (sum / rows.length);
            }
            return mean;
        }
    }
}
