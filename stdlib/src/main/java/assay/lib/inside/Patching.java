package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Patch;
import assay.engine.model.Point;
import assay.lib.text.Asking;
import assay.lib.text.Prefill;
import assay.lib.text.Words;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code patch M from "..." at 2 positions 5}: a model that has in some places what it had of another prompt. */
public final class Patching implements Verb {
    static final Operand SOURCE =
            new Operand("source", "from", new Type.Text(), true, "the prompt that activations are taken from");

    static final Setting POINT = new Setting(
            "point", Hook.TYPE, Value.of(Point.RESID_POST.label), "the hook point; any whose rows are tokens");

    static final Setting TEMPLATE = new Setting(
            "template",
            Type.choice("auto", "none"),
            Value.of("auto"),
            "auto: prompts go through the model's chat template if it has one, as `ask` puts them; none: as they stand");

    private static final VerbSpec SPEC = new VerbSpec(
            "patch",
            "a model that has in some places what it had of another prompt (interchange intervention)",
            List.of(
                    Words.MODEL,
                    SOURCE,
                    new Operand("layers", "at", Layers.TYPE, false, "which layers, counted from 0; all if left out")),
            List.of(
                    POINT,
                    new Setting(
                            "positions",
                            Type.oneOf(
                                    new Type.Choice(List.of("last", "all")),
                                    new Type.Range(),
                                    Type.list(Type.whole()),
                                    Type.whole()),
                            Value.of("last"),
                            "tokens of the prompt, counted from 0, or from the end if negative; the same places are patched in "
                                    + "what the model then reads"),
                    TEMPLATE),
            new Type.Model(),
            List.of(),
            """
            let patched = patch qilin from "What color is blood?" at 0..2 positions all
            show patched
            ask patched "What color is grass?"
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        Hook hook = Hook.of(call.text("point"));
        if (!hook.point().rows())
            throw new Failure("`patch` changes tokens, and the hook point " + hook.point().label
                    + " has none of its own; take another, e.g. z");
        int[] layers = hook.point().layered()
                ? hook.layer().isPresent()
                        ? new int[] {hook.layer().getAsInt()}
                        : Layers.of(model, call.value("layers"))
                : new int[] {-1};
        int[] source = prompt(model, call, "source");
        int[] positions = positions(call.value("positions"), source.length);
        float[][][] rows = rows(model, hook.point(), layers, source, lab);
        Map<Integer, Map<Integer, float[]>> patch = new HashMap<>();
        for (int layer = 0; layer < layers.length; layer++) {
            Map<Integer, float[]> places = new HashMap<>();
            for (int position : positions) places.put(position, rows[layer][position]);
            patch.put(layers[layer], places);
        }
        String change = "patched at " + hook.point().label + " of layers "
                + Effects.words(Arrays.stream(layers).boxed().toList()) + ", positions "
                + Effects.words(Arrays.stream(positions).boxed().toList()) + " from \"" + call.text("source") + "\"";
        return new Value.ModelRef(model.with(new Patch(hook.point(), patch), change));
    }

    /** Token ids of a prompt. */
    static int[] prompt(Model model, Call call, String operand) {
        boolean chat =
                call.text("template").equals("auto") && model.chatTemplate().isPresent();
        return new Asking(Asking.greedy(model, 1).decoding(), chat, new Value.None())
                .prompts(model, List.of(call.text(operand)))
                .getFirst();
    }

    /** What a model has of a prompt: [layers][positions][width]. */
    static float[][][] rows(Model model, Point point, int[] layers, int[] prompt, Lab lab) {
        List<int[]> inputs = List.of(prompt);
        Activations captured = new Activations(model, inputs, point, layers, new Positions.All());
        new Prefill(model, lab.progress()).read(inputs, captured);
        float[] data = captured.data();
        int width = data.length / layers.length / prompt.length;
        float[][][] rows = new float[layers.length][prompt.length][];
        for (int layer = 0; layer < layers.length; layer++)
            for (int position = 0; position < prompt.length; position++) {
                int start = (layer * prompt.length + position) * width;
                rows[layer][position] = Arrays.copyOfRange(data, start, start + width);
            }
        return rows;
    }

    private static int[] positions(Value value, int length) {
        int[] written =
                switch (value) {
                    case Value.Str(String word) ->
                        word.equals("all") ? IntStream.range(0, length).toArray() : new int[] {length - 1};
                    case Value.Range(int from, int to) ->
                        IntStream.rangeClosed(from, to).toArray();
                    case Value.Listing(List<Value> items) ->
                        items.stream()
                                .mapToInt(item -> (int) ((Value.Num) item).value())
                                .toArray();
                    case Value other -> new int[] {(int) ((Value.Num) other).value()};
                };
        for (int position : written)
            if (position >= length || position < -length)
                throw new Failure(
                        "the prompt has no position " + position + "; it has " + length + " tokens, counted from 0");
        if (written.length == 0) throw new Failure("the list of positions is empty; leave it out for the last one");
        return Arrays.stream(written)
                .map(position -> position < 0 ? length + position : position)
                .distinct()
                .toArray();
    }
}
