package assay.lib.play;

import assay.engine.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rules written a second time, as plainly as possible: one board, whole texts read again for each prediction. */
final class NaiveGame {

    /** {@code logits} takes the ids of everything before, without a begin token. */
    record Rival(Tokenizer tokenizer, Function<int[], float[]> logits) {}

    final List<String> log = new ArrayList<>();
    String end;
    final List<byte[]> cells;
    private final List<Rival> rivals;
    private final int anchor;
    private final int[] flips;

    NaiveGame(List<Rival> rivals, List<byte[]> start, int anchor) {
        this.rivals = rivals;
        this.cells = new ArrayList<>(start);
        this.anchor = anchor;
        this.flips = new int[start.size()];
    }

    private float[] row(int who, int cell) {
        List<Integer> before = new ArrayList<>();
        for (int i = 0; i < cell; i++) {
            for (int id : rivals.get(who).tokenizer.encodeBytes(cells.get(i))) before.add(id);
        }
        return rivals.get(who).logits.apply(before.stream().mapToInt(i -> i).toArray());
    }

    private int best(int who, float[] row) {
        int best = -1;
        for (int id = row.length - 1; id >= 0; id--) {
            if (id < rivals.get(who).tokenizer.size()
                    && rivals.get(who).tokenizer.isOrdinary(id)
                    && (best < 0 || row[id] >= row[best])) best = id;
        }
        return best;
    }

    private static double[] softmax(float[] row) {
        double max = Double.NEGATIVE_INFINITY;
        for (float x : row) max = Math.max(max, x);
        double[] p = new double[row.length];
        double sum = 0;
        for (int i = 0; i < row.length; i++) sum += p[i] = Math.exp(row[i] - max);
        for (int i = 0; i < row.length; i++) p[i] /= sum;
        return p;
    }

    private static double entropy(float[] row) {
        double entropy = 0;
        for (double p : softmax(row)) if (p > 0) entropy -= p * Math.log(p);
        return (float) entropy;
    }

    private boolean mismatch(int who, int cell) {
        byte[] bytes = rivals.get(who).tokenizer.bytes(best(who, row(who, cell)));
        return !Arrays.equals(bytes, cells.get(cell));
    }

    private void put(int who, int cell, int token, int turn) {
        byte[] bytes = rivals.get(who).tokenizer.bytes(token);
        log.add(turn + " " + who + " " + cell + " " + HexFormat.of().formatHex(cells.get(cell)) + ">"
                + HexFormat.of().formatHex(bytes));
        cells.set(cell, bytes);
        flips[cell]++;
    }

    private String state() {
        return cells.stream().map(HexFormat.of()::formatHex).toList().toString();
    }

    void single(int first, int block, int cap) {
        int passes = 0;
        for (int turn = 1; ; turn++) {
            int who = (first + turn - 1) % rivals.size();
            int chosen = -1;
            double most = -1;
            for (int cell = anchor; cell < cells.size(); cell++) {
                if (flips[cell] >= block || !mismatch(who, cell)) continue;
                double entropy = entropy(row(who, cell));
                if (entropy > most) {
                    most = entropy;
                    chosen = cell;
                }
            }
            if (chosen < 0) {
                if (++passes < rivals.size()) continue;
                boolean any = false;
                for (int cell = anchor; cell < cells.size(); cell++)
                    for (int each = 0; each < rivals.size(); each++) any |= mismatch(each, cell);
                end = any ? "blocked" : "settled";
                return;
            }
            passes = 0;
            if (turn > cap) {
                end = "iterations";
                return;
            }
            put(who, chosen, best(who, row(who, chosen)), turn);
        }
    }

    void passes(int first, int cap, boolean batch) {
        Map<String, Integer> states = new LinkedHashMap<>();
        states.put(state(), 0);
        int turn = 0;
        for (int iteration = 1; iteration <= cap; iteration++) {
            int before = log.size();
            for (int i = 0; i < rivals.size(); i++) {
                int who = (first + i) % rivals.size();
                turn++;
                int[] batched = new int[cells.size()];
                for (int cell = anchor; cell < cells.size(); cell++) batched[cell] = best(who, row(who, cell));
                for (int cell = anchor; cell < cells.size(); cell++) {
                    int token = batch ? batched[cell] : best(who, row(who, cell));
                    if (!Arrays.equals(rivals.get(who).tokenizer.bytes(token), cells.get(cell)))
                        put(who, cell, token, turn);
                }
            }
            if (log.size() == before) {
                end = "settled";
                return;
            }
            if (states.containsKey(state())) {
                end = "cycle " + (iteration - states.get(state()));
                return;
            }
            states.put(state(), iteration);
        }
        end = "iterations";
    }
}
