package assay.lib.inside;

import assay.engine.Tensor;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Point;
import assay.engine.model.Taps;
import assay.lib.text.Prefill;
import assay.lib.text.Prefill.Piece;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what passes a hook point while inputs are read: [inputs, layers, positions, hidden], float32. */
public final class Activations implements Prefill.Reader {
    /** Elements that are kept at most: half a gigabyte. */
    private static final long LARGEST = 1L << 27;

    private final Model model;
    private final List<int[]> inputs;
    private final Point point;
    private final Map<Integer, Integer> slots = new HashMap<>(); // of layers
    private final Positions positions;
    private final int places; // positions that stay apart
    private final int hidden;
    private final float[] data;
    private final double[] sums; // in place of data while a mean is taken

    /**
     * @param layers ignored at {@code embed} and {@code final_norm}, which no layer owns: [inputs, 1, positions, hidden]
     */
    public Activations(Model model, List<int[]> inputs, Point point, int[] layers, Positions positions) {
        this.model = model;
        this.inputs = inputs;
        this.point = point;
        this.positions = positions;
        for (int layer : layered(point) ? layers : new int[] {-1}) slots.put(layer, slots.size());
        this.hidden = model.config().hiddenSize();
        this.places = positions.count(inputs.getFirst().length);
        for (int i = 0; i < inputs.size(); i++) {
            int length = inputs.get(i).length;
            positions.check(i, length);
            if (positions.count(length) != places)
                throw new Failure("`positions all` needs inputs of equal length, but input 0 has " + places
                        + " tokens and input " + i + " has " + length + "; take last, mean or a number");
        }
        long size = (long) inputs.size() * slots.size() * places * hidden;
        if (size > LARGEST)
            throw new Failure("these activations would be " + size + " numbers, more than " + LARGEST
                    + "; take fewer inputs, layers or positions");
        boolean mean = positions instanceof Positions.Mean;
        this.data = mean ? new float[0] : new float[(int) size];
        this.sums = mean ? new double[(int) size] : new double[0];
    }

    /** Whether there is one such point in every layer. */
    public static boolean layered(Point point) {
        return point != Point.EMBED && point != Point.FINAL_NORM;
    }

    /** Positions of an input that stay apart: 1, except for {@link Positions.All}. */
    public int places() {
        return places;
    }

    /** All of it, when everything has been read; row-major. */
    public float[] data() {
        if (!(positions instanceof Positions.Mean)) return data;
        float[] means = new float[sums.length];
        int perInput = slots.size() * hidden;
        for (int i = 0; i < means.length; i++) means[i] = (float) (sums[i] / inputs.get(i / perInput).length);
        return means;
    }

    @Override
    public Taps taps(List<Piece> pieces) {
        List<Integer> rows = new ArrayList<>();
        List<int[]> targets = new ArrayList<>(); // {input, place}
        for (Piece piece : pieces)
            for (int position = piece.from(); piece.holds(position); position++) {
                int place = positions.slot(position, inputs.get(piece.sequence()).length);
                if (place < 0) continue;
                rows.add(piece.row(position));
                targets.add(new int[] {piece.sequence(), place});
            }
        int[] wanted = rows.stream().mapToInt(Integer::intValue).toArray();
        if (wanted.length == 0) return Taps.NONE;
        return (where, layer, x) -> {
            if (where == point && slots.containsKey(layer)) keep(x, layer, wanted, targets);
            return x;
        };
    }

    private void keep(Tensor x, int layer, int[] rows, List<int[]> targets) {
        float[] taken =
                model.engine().take(x, model.engine().array(rows, rows.length)).floats(); // [rows, hidden]
        for (int r = 0; r < rows.length; r++) {
            int[] target = targets.get(r);
            for (int i = r * hidden; i < (r + 1) * hidden; i++)
                if (!Float.isFinite(taken[i]))
                    throw new Failure("the model " + model.name() + " computes values that are not finite at "
                            + point.label + (layer < 0 ? "" : " of layer " + layer));
            int start = ((target[0] * slots.size() + slots.get(layer)) * places + target[1]) * hidden;
            if (sums.length == 0) System.arraycopy(taken, r * hidden, data, start, hidden);
            else for (int i = 0; i < hidden; i++) sums[start + i] += taken[r * hidden + i];
        }
    }

    @Override
    public void read(Pass pass, List<Piece> pieces) {}
}
