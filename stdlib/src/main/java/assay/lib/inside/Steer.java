package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Steering;
import assay.lib.text.Words;
import assay.lib.value.Result;
import assay.lib.value.TensorValue;
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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code steer M green->red alpha 1.5}, {@code steer M along D}: a model whose residual stream is moved along a direction. */
public final class Steer implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "steer",
            "a model whose residual stream is moved along a direction",
            List.of(
                    Words.MODEL,
                    new Operand(
                            "concepts",
                            "",
                            new Type.Pair(),
                            false,
                            "two concepts, e.g. green->red, whose direction is found first, as `direction` does it"),
                    new Operand(
                            "direction",
                            "along",
                            Type.result("direction"),
                            false,
                            "or what `direction` has found before"),
                    new Operand(
                            "templates",
                            "from",
                            Type.list(new Type.Text()),
                            false,
                            "of two concepts: texts with {concept}; the standard library's if left out")),
            List.of(
                    new Setting(
                            "mode",
                            Type.choice("swap", "add", "subtract", "cap", "floor"),
                            Value.of("swap"),
                            "with the unit direction d, which points to its first concept, and p = h.d: swap h - 2 alpha p d; "
                                    + "add h + alpha d; subtract h - alpha p d; cap h + (clip(p, -alpha, alpha) - p) d; "
                                    + "floor h - min(p - alpha, 0) d"),
                    new Setting(
                            "alpha",
                            new Type.Real(-1e6, 1e6),
                            Value.of(1),
                            "how strongly; in the units of the residual stream for add, cap and floor"),
                    new Setting(
                            "layers",
                            Type.oneOf(Layers.TYPE, new Type.None()),
                            new Value.None(),
                            "along a direction: where, if not in the layers it has chosen; of two concepts: those to "
                                    + "choose from, if not the middle and upper ones"),
                    Direction.METHOD,
                    Direction.SELECT,
                    Direction.ACCURACY,
                    new Setting(
                            "positions",
                            Type.choice("all", "prompt", "generated"),
                            Value.of("all"),
                            "which tokens are steered: all, those that are read before an answer, or those of the answer")),
            new Type.Model(),
            List.of(),
            """
            let colour = direction green->red on qilin method mean_difference
            let blind = steer qilin along colour alpha 20 mode add layers 0
            ask blind "What color is blood?"
            steer qilin green->red alpha 1.5 {
                ask "What color is grass?"
            }
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        boolean pair = call.value("concepts") instanceof Value.Pair;
        if (pair == call.value("direction") instanceof Result)
            throw new Failure("`steer` takes either two concepts, as in green->red, or `along` and a direction");
        Result direction = pair ? Direction.find(call, lab) : (Result) call.value("direction");
        int[] layers = layers(model, call, direction);
        Map<Integer, Steering.Direction> directions = new TreeMap<>();
        for (int layer : layers) directions.put(layer, new Steering.Direction(Direction.vector(direction, layer)));
        Steering.Mode mode = Steering.Mode.valueOf(call.text("mode").toUpperCase(Locale.ROOT));
        Steering.Where where = Steering.Where.valueOf(call.text("positions").toUpperCase(Locale.ROOT));
        double alpha = call.number("alpha");
        String change = "steered " + name(direction) + " by " + call.text("mode") + ", alpha "
                + Values.text(Value.of(alpha)) + ", layers "
                + String.join(
                        ", ", Arrays.stream(layers).mapToObj(Integer::toString).toList())
                + (where == Steering.Where.ALL ? "" : ", " + call.text("positions") + " tokens only");
        return new Value.ModelRef(model.with(new Steering(mode, (float) alpha, directions, where), change));
    }

    private static String name(Result direction) {
        return Values.text(direction.fields().get("from")) + "->"
                + Values.text(direction.fields().get("to"));
    }

    private static int[] layers(Model model, Call call, Result direction) {
        TensorValue vectors = (TensorValue) direction.fields().get("vectors");
        int[] shape = vectors.shape();
        if (shape[0] != model.config().layers() || shape[1] != model.config().hiddenSize())
            throw new Failure("the direction is of "
                    + Values.text(direction.fields().get("model")) + ", which has "
                    + shape[0] + " layers of width " + shape[1] + "; the model " + model.name() + " has "
                    + model.config().layers() + " of width " + model.config().hiddenSize());
        boolean named = !(call.value("layers") instanceof Value.None) && call.value("direction") instanceof Result;
        if (named) return Layers.of(model, call.value("layers"));
        int[] chosen = ((Value.Listing) direction.fields().get("layers"))
                .items().stream()
                        .mapToInt(layer -> (int) ((Value.Num) layer).value())
                        .toArray();
        if (chosen.length == 0)
            throw new Failure("no layer tells " + name(direction)
                    + " apart well enough to be chosen; lower `accuracy`, or name other `layers`");
        return chosen;
    }
}
