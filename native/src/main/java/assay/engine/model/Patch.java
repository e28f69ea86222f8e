package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.Map;

/**
 * Puts what a model had of another text in the place of what it has: interchange intervention, activation patching
 * (Meng et al., Locating and Editing Factual Associations in GPT, 2022). Tokens that a model writes stay as they are.
 *
 * @param rows by layer (-1 at {@code embed} and {@code final_norm}), by position from 0: [width], float32
 */
public record Patch(Point point, Map<Integer, Map<Integer, float[]>> rows) implements Intervention {

    public Patch {
        if (!point.rows()) throw new IllegalArgumentException(point.label + " has no columns of its own");
    }

    @Override
    public Taps taps(Engine engine, Rows batch) {
        return new Taps() {
            @Override
            public Tensor tap(Point where, int layer, Tensor x) {
                return wants(where, layer) ? patched(engine, batch, x, rows.get(layer)) : x;
            }

            @Override
            public boolean wants(Point where, int layer) {
                return where == point && rows.containsKey(layer);
            }
        };
    }

    private static Tensor patched(Engine engine, Rows batch, Tensor x, Map<Integer, float[]> positions) {
        int width = positions.values().iterator().next().length;
        float[] kept = new float[batch.count()]; // [rows, 1]
        float[] added = new float[batch.count() * width];
        boolean any = false;
        for (int row = 0; row < batch.count(); row++) {
            float[] other = batch.generated()[row] ? null : positions.get(batch.positions()[row]);
            kept[row] = other == null ? 1 : 0;
            if (other != null) System.arraycopy(other, 0, added, row * width, width);
            any |= other != null;
        }
        if (!any) return x;
        Tensor left = engine.multiply(x, engine.astype(engine.array(kept, batch.count(), 1), x.dtype()));
        return engine.add(left, engine.astype(engine.array(added, batch.count(), width), x.dtype()));
    }
}
