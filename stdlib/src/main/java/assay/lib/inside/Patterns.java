package assay.lib.inside;

import assay.engine.Tensor;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Point;
import assay.engine.model.Taps;
import assay.lib.text.Prefill.Piece;
import assay.lib.verb.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects scores or patterns of attention: [inputs, layers, heads, (queries,) keys], float32. Keys behind a query are 0.
 */
final class Patterns implements Captured {
    /** Elements that are kept at most: half a gigabyte. */
    private static final long LARGEST = 1L << 27;

    private final List<int[]> inputs;
    private final Point point;
    private final Map<Integer, Integer> slots = new HashMap<>(); // of layers
    private final Positions positions;
    private final int heads;
    private final int queries; // that stay apart
    private final int keys;
    private final float[] data;

    Patterns(Model model, List<int[]> inputs, Point point, int[] layers, Positions positions) {
        this.inputs = inputs;
        this.point = point;
        this.positions = positions;
        this.heads = model.config().heads();
        this.keys = inputs.getFirst().length;
        this.queries = positions.count(keys);
        for (int layer : layers) slots.put(layer, slots.size());
        if (positions instanceof Positions.Mean)
            throw new Failure("a mean over positions says nothing at " + point.label
                    + ", where each has keys of its own; take last, all or a number");
        for (int i = 0; i < inputs.size(); i++) {
            positions.check(i, inputs.get(i).length);
            if (inputs.get(i).length != keys)
                throw new Failure("the hook point " + point.label + " needs inputs of equal length, but input 0 has "
                        + keys + " tokens and input " + i + " has " + inputs.get(i).length);
        }
        long size = (long) inputs.size() * slots.size() * heads * queries * keys;
        if (size > LARGEST)
            throw new Failure("these patterns would be " + size + " numbers, more than " + LARGEST
                    + "; take fewer inputs, layers or positions");
        this.data = new float[(int) size];
    }

    @Override
    public List<String> axes() {
        return positions instanceof Positions.All
                ? List.of("prompts", "layers", "heads", "positions", "keys")
                : List.of("prompts", "layers", "heads", "keys");
    }

    @Override
    public int[] shape() {
        return positions instanceof Positions.All
                ? new int[] {inputs.size(), slots.size(), heads, queries, keys}
                : new int[] {inputs.size(), slots.size(), heads, keys};
    }

    @Override
    public float[] data() {
        return data;
    }

    @Override
    public Taps taps(List<Piece> pieces) {
        return new Taps() {
            @Override
            public Tensor tap(Point where, int layer, Tensor x) {
                return x;
            }

            @Override
            public Tensor tap(Point where, int layer, int sequence, Tensor x) {
                if (wants(where, layer)) keep(x, layer, pieces.get(sequence));
                return x;
            }

            @Override
            public boolean wants(Point where, int layer) {
                return where == point && slots.containsKey(layer);
            }
        };
    }

    /** @param x [heads, T, keys so far] of a piece */
    private void keep(Tensor x, int layer, Piece piece) {
        float[] values = x.floats();
        int seen = x.dim(2);
        for (int sequence : piece.sequences())
            for (int t = 0; t < piece.size(); t++) {
                int position = piece.from() + t;
                int place = positions.slot(position, keys);
                if (place < 0) continue;
                for (int head = 0; head < heads; head++) {
                    int to = (((sequence * slots.size() + slots.get(layer)) * heads + head) * queries + place) * keys;
                    System.arraycopy(values, (head * piece.size() + t) * seen, data, to, position + 1);
                }
            }
    }

    @Override
    public void read(Pass pass, List<Piece> pieces) {}
}
