package assay.lib.play;

import assay.lib.stats.Information;
import assay.lib.stats.PairPermutation;
import assay.lib.stats.Rng;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /** The Jensen-Shannon distance (nats) to another tally, with a permutation p over replicates. */
    PairPermutation compare(Tally other, long seed) {
        LinkedHashSet<String> keys = new LinkedHashSet<>();
        insertions.forEach(insertion -> keys.add(insertion.bytes));
        other.insertions.forEach(insertion -> keys.add(insertion.bytes));
        List<String> order = keys.stream().sorted().toList();
        return PairPermutation.test(
                matrix(order),
                other.matrix(order),
                Information::jensenShannonDistance,
                Rng.of(seed, "permutation of insertions", 0));
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
