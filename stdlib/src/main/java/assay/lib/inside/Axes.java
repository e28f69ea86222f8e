package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Steering;
import assay.lib.value.Result;
import assay.lib.value.TensorValue;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a direction lies in every layer, all of length 1.
 *
 * @param vectors [layers][hidden], pointing to the first concept
 * @param first [layers][hidden]: what the first concept adds to the text before it; zeros where that is not known
 * @param second [layers][hidden]: what the second concept adds
 */
record Axes(float[][] vectors, float[][] first, float[][] second) {

    /** Those of a direction's result, which may come from a file, for a model that they must fit. */
    static Axes of(Result direction, Model model) {
        float[][][] ends = new float[2][][];
        TensorValue vectors = (TensorValue) direction.fields().get("vectors");
        TensorValue written = (TensorValue) direction.fields().get("ends");
        int layers = model.config().layers();
        int hidden = model.config().hiddenSize();
        if (!Arrays.equals(vectors.shape(), new int[] {layers, hidden})
                || !Arrays.equals(written.shape(), new int[] {layers, 2, hidden}))
            throw new Failure("the direction is of "
                    + Values.text(direction.fields().get("model"))
                    + " and has the shape " + Arrays.toString(vectors.shape()) + "; the model " + model.name() + " has "
                    + layers + " layers of width " + hidden);
        for (int end = 0; end < 2; end++) {
            ends[end] = new float[layers][];
            for (int layer = 0; layer < layers; layer++)
                ends[end][layer] =
                        Arrays.copyOfRange(written.data(), (2 * layer + end) * hidden, (2 * layer + end + 1) * hidden);
        }
        float[][] units = new float[layers][];
        for (int layer = 0; layer < layers; layer++)
            units[layer] = Arrays.copyOfRange(vectors.data(), layer * hidden, (layer + 1) * hidden);
        return new Axes(units, ends[0], ends[1]);
    }

    /** What {@link Steering} takes in these layers. */
    Map<Integer, Steering.Direction> in(int[] layers, Steering.Mode mode) {
        Map<Integer, Steering.Direction> directions = new TreeMap<>();
        for (int layer : layers)
            directions.put(
                    layer,
                    mode == Steering.Mode.TRANSLATE
                            ? new Steering.Direction(first[layer], second[layer])
                            : new Steering.Direction(vectors[layer]));
        return directions;
    }
}
