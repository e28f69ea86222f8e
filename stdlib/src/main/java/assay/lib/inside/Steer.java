package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Steering;
import assay.lib.concept.Steered;
import assay.lib.text.Words;
import assay.lib.value.Result;
import assay.lib.value.Rows;
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
import java.util.OptionalDouble;

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
                            Type.oneOf(Type.result("direction"), Type.list(Type.result("direction"))),
                            false,
                            "or what `direction` has found before; of several, each moves what the one before has left"),
                    DirectionWords.TEMPLATES,
                    DirectionWords.BY),
            List.of(
                    DirectionWords.MODE,
                    new Setting(
                            "alpha",
                            DirectionWords.STRENGTHS,
                            new Value.None(),
                            "how strongly, in the units of the residual stream for add, cap and floor; a list gives a table of "
                                    + "models, one for each; if not said, 1, or what worked best by effect"),
                    new Setting(
                            "layers",
                            Type.oneOf(Layers.TYPE, new Type.None()),
                            new Value.None(),
                            "along a direction: where, if not in the layers it has chosen; of two concepts: those to "
                                    + "choose from"),
                    DirectionWords.METHOD,
                    DirectionWords.SELECT,
                    DirectionWords.ACCURACY,
                    DirectionWords.QUESTIONS,
                    DirectionWords.SPARE,
                    DirectionWords.POSITIONS),
            Type.oneOf(new Type.Model(), new Type.Table()),
            List.of(),
            """
            let colour = direction green->red on qilin method mean_difference
            let blind = steer qilin along colour alpha 20 mode add layers 0
            ask blind "What color is blood?"
            steer qilin green->red alpha 1.5 {
                ask "What color is grass?"
            }
            show steer qilin along colour mode add layers 0 alpha [0, 10, 20]
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        boolean pair = call.value("concepts") instanceof Value.Pair;
        if (pair != call.value("direction") instanceof Value.None)
            throw new Failure("`steer` takes either two concepts, as in green->red, or `along` and a direction");
        if (call.value("direction") instanceof Value.Listing(List<Value> none) && none.isEmpty())
            throw new Failure("the list of directions is empty; write at least one");
        List<Result> directions = pair ? List.of(Direction.find(call, lab)) : results(call.value("direction"));
        if (!(call.value("alpha") instanceof Value.Listing))
            return new Value.ModelRef(steered(model, call, directions, OptionalDouble.empty()));
        Rows family = new Rows("alpha", "model");
        for (double alpha : DirectionWords.alphas(call.value("alpha"))) {
            Model one = steered(model, call, directions, OptionalDouble.of(alpha));
            family.add(alpha, new Value.ModelRef(one.named(model.name() + " alpha " + Values.text(Value.of(alpha)))));
        }
        return family.table();
    }

    private static List<Result> results(Value given) {
        return given instanceof Value.Listing(List<Value> items)
                ? items.stream().map(Result.class::cast).toList()
                : List.of((Result) given);
    }

    private static Model steered(Model model, Call call, List<Result> directions, OptionalDouble dose) {
        Model steered = model;
        for (Result direction : directions) steered = along(steered, call, direction, dose);
        return steered;
    }

    /** What is not written is as the direction was tried, if it was. */
    private static Model along(Model model, Call call, Result direction, OptionalDouble dose) {
        int[] layers = layers(model, call, direction);
        Map<String, Value> found = direction.fields();
        String mode = found.get("mode") instanceof Value.Str(String tried)
                        && !call.written().contains("mode")
                ? tried
                : call.text("mode");
        String positions = call.text("positions");
        double alpha = dose.orElseGet(() -> call.value("alpha") instanceof Value.Num(double written)
                ? written
                : found.get("alpha") instanceof Value.Num(double best) ? best : 1);
        Steering steering = new Steering(
                mode(mode),
                (float) alpha,
                Axes.of(direction, model).in(layers, mode(mode)),
                Steering.Where.valueOf(positions.toUpperCase(Locale.ROOT)));
        if (mode.equals("translate")
                && norm(steering.directions().values().iterator().next().to()) == 0)
            throw new Failure(
                    "`translate` needs templates with text before {concept}, and none of the direction's has any");
        Value.Pair pair = new Value.Pair(Values.text(found.get("from")), Values.text(found.get("to")));
        String change = "steered " + name(direction) + " by " + mode + ", alpha " + Values.text(Value.of(alpha))
                + ", layers "
                + Effects.words(Arrays.stream(layers).boxed().toList())
                + (positions.equals("all") ? "" : ", " + positions + " tokens only");
        return model.with(new Steered(steering, pair), change);
    }

    private static Steering.Mode mode(String word) {
        return Steering.Mode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static double norm(float[] x) {
        double squares = 0;
        for (float value : x) squares += (double) value * value;
        return Math.sqrt(squares);
    }

    private static String name(Result direction) {
        return Values.text(direction.fields().get("from")) + "->"
                + Values.text(direction.fields().get("to"));
    }

    private static int[] layers(Model model, Call call, Result direction) {
        boolean named =
                !(call.value("layers") instanceof Value.None) && !(call.value("direction") instanceof Value.None);
        if (named) return Layers.of(model, call.value("layers"));
        int[] chosen = ((Value.Listing) direction.fields().get("layers"))
                .items().stream()
                        .mapToInt(layer -> (int) ((Value.Num) layer).value())
                        .toArray();
        for (int layer : chosen) Layers.of(model, Value.of(layer));
        if (chosen.length == 0)
            throw new Failure("no layer tells " + name(direction)
                    + " apart well enough to be chosen; lower `accuracy`, or name other `layers`");
        return chosen;
    }
}
