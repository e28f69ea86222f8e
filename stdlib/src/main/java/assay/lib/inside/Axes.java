package assay.lib.inside;

import assay.engine.model.Steering;
import assay.lib.value.Result;
import assay.lib.value.TensorValue;
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

    /** Those of a direction's result. */
    static Axes of(Result direction) {
        float[][][] ends = new float[2][][];
        TensorValue vectors = (TensorValue) direction.fields().get("vectors");
        TensorValue written = (TensorValue) direction.fields().get("ends"); // [layers, 2, hidden]
        int hidden = vectors.shape()[1];
        int layers = vectors.shape()[0];
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
