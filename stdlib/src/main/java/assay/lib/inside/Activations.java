package assay.lib.inside;

import assay.engine.Tensor;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Point;
import assay.engine.model.Taps;
import assay.lib.text.Prefill.Piece;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what passes a hook point while inputs are read: [inputs, layers, positions, width], float32. */
final class Activations implements Captured {
    /** Elements that are kept at most: half a gigabyte. */
    private static final long LARGEST = 1L << 27;

    private final Model model;
    private final List<int[]> inputs;
    private final Point point;
    private final Map<Integer, Integer> slots = new HashMap<>(); // of layers
    private final Positions positions;
    private final int places; // positions that stay apart
    private final int width; // of a vector
    private final float[] data;
    private final double[] sums; // in place of data while a mean is taken

    /**
     * @param layers ignored at {@code embed} and {@code final_norm}, which no layer owns: [inputs, 1, positions, width]
     */
    Activations(Model model, List<int[]> inputs, Point point, int[] layers, Positions positions) {
        this.model = model;
        this.inputs = inputs;
        this.point = point;
        this.positions = positions;
        for (int layer : point.layered() ? layers : new int[] {-1}) slots.put(layer, slots.size());
        this.width = point.width.of(model.config());
        this.places = positions.count(inputs.getFirst().length);
        for (int i = 0; i < inputs.size(); i++) {
            int length = inputs.get(i).length;
            positions.check(i, length);
            if (positions.count(length) != places)
                throw new Failure("`positions all` needs inputs of equal length, but input 0 has " + places
                        + " tokens and input " + i + " has " + length + "; take last, mean or a number");
        }
        long size = (long) inputs.size() * slots.size() * places * width;
        if (size > LARGEST)
            throw new Failure("these activations would be " + size + " numbers, more than " + LARGEST
                    + "; take fewer inputs, layers or positions");
        boolean mean = positions instanceof Positions.Mean;
        this.data = mean ? new float[0] : new float[(int) size];
        this.sums = mean ? new double[(int) size] : new double[0];
    }

    @Override
    public List<String> axes() {
        return positions instanceof Positions.All
                ? List.of("prompts", "layers", "positions", axis())
                : List.of("prompts", "layers", axis());
    }

    /** Queries, keys and values of all heads lie one after another. */
    private String axis() {
        return switch (point.width) {
            case HIDDEN -> "hidden";
            case HEADS, KV_HEADS -> "heads";
            case NEURONS -> "neurons";
            case KEYS -> throw new IllegalArgumentException(point.label);
        };
    }

    @Override
    public int[] shape() {
        return positions instanceof Positions.All
                ? new int[] {inputs.size(), slots.size(), places, width}
                : new int[] {inputs.size(), slots.size(), width};
    }

    @Override
    public float[] data() {
        if (!(positions instanceof Positions.Mean)) return data;
        float[] means = new float[sums.length];
        int perInput = slots.size() * width;
        for (int i = 0; i < means.length; i++) means[i] = (float) (sums[i] / inputs.get(i / perInput).length);
        return means;
    }

    @Override
    public Taps taps(List<Piece> pieces) {
        List<Integer> rows = new ArrayList<>();
        List<int[]> targets = new ArrayList<>(); // {input, place}
        for (Piece piece : pieces)
            for (int position = piece.from(); piece.holds(position); position++) {
                for (int sequence : piece.sequences()) {
                    int place = positions.slot(position, inputs.get(sequence).length);
                    if (place < 0) continue;
                    rows.add(piece.row(position));
                    targets.add(new int[] {sequence, place});
                }
            }
        int[] wanted = rows.stream().mapToInt(Integer::intValue).toArray();
        if (wanted.length == 0) return Taps.NONE;
        return new Taps() {
            @Override
            public Tensor tap(Point where, int layer, Tensor x) {
                if (wants(where, layer)) keep(x, layer, wanted, targets);
                return x;
            }

            @Override
            public boolean wants(Point where, int layer) {
                return where == point && slots.containsKey(layer);
            }
        };
    }

    private void keep(Tensor x, int layer, int[] rows, List<int[]> targets) {
        float[] taken =
                model.engine().take(x, model.engine().array(rows, rows.length)).floats(); // [rows, width]
        for (int r = 0; r < rows.length; r++) {
            int[] target = targets.get(r);
            for (int i = r * width; i < (r + 1) * width; i++)
                if (!Float.isFinite(taken[i]))
                    throw new Failure("the model " + model.name() + " computes values that are not finite at "
                            + point.label + (layer < 0 ? "" : " of layer " + layer));
            int start = ((target[0] * slots.size() + slots.get(layer)) * places + target[1]) * width;
            if (sums.length == 0) System.arraycopy(taken, r * width, data, start, width);
            else for (int i = 0; i < width; i++) sums[start + i] += taken[r * width + i];
        }
    }

    @Override
    public void read(Pass pass, List<Piece> pieces) {}
}
