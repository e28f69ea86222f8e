package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * Takes columns away at a hook point, in every row: puts in their place what does not depend on the text.
 *
 * @param layers what is done in which layer, from 0
 */
public record Ablation(Point point, Map<Integer, Cut> layers) implements Intervention {

    /**
     * @param columns [width]: which columns go
     * @param instead [n][width], at least one: the row at position t of a sequence gets {@code instead[pick(t) % n]}
     * @param seed of the picking
     */
    public record Cut(boolean[] columns, float[][] instead, long seed) {
        /** Zeros. */
        public static Cut zero(boolean[] columns) {
            return new Cut(columns, new float[1][columns.length], 0);
        }

        private float[] row(int position) {
            if (instead.length == 1) return instead[0];
            return instead[(int) Long.remainderUnsigned(mixed(seed + position), instead.length)];
        }

        /** SplitMix64's finalizer: a position has its row whatever the batch it is read in. */
        private static long mixed(long z) {
            z = (z + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            return z ^ z >>> 31;
        }
    }

    public Ablation {
        if (!point.rows()) throw new IllegalArgumentException(point.label + " has no columns of its own");
    }

    @Override
    public Taps taps(Engine engine, Rows rows) {
        return new Taps() {
            @Override
            public Tensor tap(Point where, int layer, Tensor x) {
                return wants(where, layer) ? cut(engine, rows, x, layers.get(layer)) : x;
            }

            @Override
            public boolean wants(Point where, int layer) {
                return where == point && layers.containsKey(layer);
            }
        };
    }

    private static Tensor cut(Engine engine, Rows rows, Tensor x, Cut cut) {
        int width = cut.columns.length;
        float[] kept = new float[width];
        for (int i = 0; i < width; i++) kept[i] = cut.columns[i] ? 0 : 1;
        int[] positions = cut.instead.length == 1 ? new int[1] : rows.positions();
        float[] added = new float[positions.length * width];
        for (int r = 0; r < positions.length; r++) {
            float[] instead = cut.row(positions[r]);
            for (int i = 0; i < width; i++) if (cut.columns[i]) added[r * width + i] = instead[i];
        }
        Tensor left = engine.multiply(x, engine.astype(engine.array(kept, 1, width), x.dtype()));
        if (cut.instead.length == 1 && allZero(added)) return left;
        return engine.add(left, engine.astype(engine.array(added, positions.length, width), x.dtype()));
    }

    private static boolean allZero(float[] values) {
        for (float value : values) if (value != 0) return false;
        return true;
    }

    /** All columns. */
    public static boolean[] all(int width) {
        boolean[] columns = new boolean[width];
        Arrays.fill(columns, true);
        return columns;
    }
}
