package assay.lib.inside;

import assay.engine.model.Model;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which layers of a model are looked at, as scripts write it. */
public final class Layers {
    /** {@code 9..26}, {@code [0, 4]}, {@code 3} or {@code all}. */
    public static final Type TYPE =
            Type.oneOf(new Type.Range(), Type.list(Type.atLeast(0)), Type.atLeast(0), Type.choice("all"));

    private Layers() {}

    /** The layers in the order written, from 0; all of them for {@code all} and for none. */
    public static int[] of(Model model, Value value) {
        int layers = model.config().layers();
        if (value instanceof Value.None || value instanceof Value.Str)
            return IntStream.range(0, layers).toArray();
        if (value instanceof Value.Range(int from, int to)) {
            if (from > to)
                throw new Failure("the range " + from + ".." + to + " holds no layer; write the lower one first");
            check(model, from);
            check(model, to);
            return IntStream.rangeClosed(from, to).toArray();
        }
        List<Value> items = value instanceof Value.Listing(List<Value> listed) ? listed : List.of(value);
        double[] wanted =
                items.stream().mapToDouble(item -> ((Value.Num) item).value()).toArray();
        for (double layer : wanted) check(model, layer);
        int[] distinct =
                Arrays.stream(wanted).mapToInt(layer -> (int) layer).distinct().toArray();
        if (distinct.length == 0) throw new Failure("the list of layers is empty; leave it out for all layers");
        return distinct;
    }

    private static void check(Model model, double layer) {
        int layers = model.config().layers();
        if (layer < 0 || layer >= layers)
            throw new Failure("the model " + model.name() + " has no layer " + (long) layer + "; its layers are 0 to "
                    + (layers - 1));
    }
}
