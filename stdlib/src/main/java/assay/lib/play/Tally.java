package assay.lib.play;

import assay.lib.stats.Information;
import assay.lib.stats.PairPermutation;
import assay.lib.stats.Rng;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What one player inserted, by the bytes of the tokens.
 *
 * @param replicates how many there were, with insertions or without
 */
record Tally(List<Insertion> insertions, int replicates) {

    /** @param bytes hexadecimal */
    record Insertion(int replicate, int token, String text, String bytes) {}

    /** A token and how often it was inserted. */
    record Count(int token, String text, String bytes, int count, double share) {}

    /** From the history of a result; replicates count from 1 there. */
    static Tally of(Table history, String player, int replicates) {
        List<Insertion> insertions = new ArrayList<>();
        for (int row = 0; row < history.size(); row++) {
            if (!text(history, row, "player").equals(player)) continue;
            insertions.add(new Insertion(
                    (int) number(history, row, "replicate") - 1,
                    (int) number(history, row, "new_id"),
                    text(history, row, "new"),
                    text(history, row, "new_bytes")));
        }
        return new Tally(insertions, replicates);
    }

    static Tally of(Played played, Set<Integer> players) {
        List<Insertion> insertions = new ArrayList<>();
        for (Board board : played.boards()) {
            for (Move move : board.history) {
                Cell placed = move.placed();
                if (players.contains(move.player()))
                    insertions.add(new Insertion(board.replicate, placed.id(), placed.text(), placed.hex()));
            }
        }
        return new Tally(insertions, played.boards().size());
    }

    int total() {
        return insertions.size();
    }

    /** By bytes, most frequent first. */
    List<Count> counts() {
        Map<String, List<Insertion>> byBytes = new TreeMap<>();
        for (Insertion insertion : insertions)
            byBytes.computeIfAbsent(insertion.bytes, bytes -> new ArrayList<>()).add(insertion);
        return byBytes.values().stream()
                .map(same -> new Count(
                        same.getFirst().token,
                        same.getFirst().text,
                        same.getFirst().bytes,
                        same.size(),
                        (double) same.size() / total()))
                .sorted(Comparator.comparing(Count::count, Comparator.reverseOrder())
                        .thenComparing(Count::token))
                .toList();
    }

    /** Of the distribution of tokens, in nats; NaN without insertions. */
    double entropy() {
        return Information.entropy(counts().stream().mapToDouble(Count::count).toArray());
    }

    /**
     * @param distance Jensen-Shannon, the square root of nats; NaN if one of the tallies is empty
     * @param p over replicates, of the distance between equally many insertions of both in each
     */
    record Comparison(double distance, double p) {}

    /** How different two tallies of the same boards are. */
    Comparison compare(Tally other, long seed) {
        Set<String> keys = new TreeSet<>();
        insertions.forEach(insertion -> keys.add(insertion.bytes));
        other.insertions.forEach(insertion -> keys.add(insertion.bytes));
        List<String> order = List.copyOf(keys);
        double[][] here = matrix(order);
        double[][] there = other.matrix(order);
        UniformRandomProvider random = Rng.of(seed, "permutation of insertions", 0);
        PairPermutation test = PairPermutation.test(
                PairPermutation.thin(here, there, random),
                PairPermutation.thin(there, here, random),
                Information::jensenShannonDistance,
                random);
        return new Comparison(Information.jensenShannonDistance(sum(here, order), sum(there, order)), test.p());
    }

    private static double[] sum(double[][] rows, List<String> order) {
        double[] sum = new double[order.size()];
        for (double[] row : rows) Arrays.setAll(sum, i -> sum[i] + row[i]);
        return sum;
    }

    private double[][] matrix(List<String> order) {
        double[][] counts = new double[replicates][order.size()];
        for (Insertion insertion : insertions)
            counts[insertion.replicate][Collections.binarySearch(order, insertion.bytes)]++;
        return counts;
    }

    private static String text(Table table, int row, String column) {
        return ((Value.Str) table.cell(row, column)).text();
    }

    private static double number(Table table, int row, String column) {
        return ((Value.Num) table.cell(row, column)).value();
    }
}
