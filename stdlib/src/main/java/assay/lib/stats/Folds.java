package assay.lib.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Stratified k-fold cross-validation without shuffling, dealt out as scikit-learn's StratifiedKFold does. */
public final class Folds {
    private Folds() {}

    /**
     * The fold in which each row is tested.
     *
     * @param labels class of each row; every class must have at least {@code folds} rows
     * @param folds at least 2
     */
    public static int[] stratified(int[] labels, int folds) {
        int[] classOf = byOccurrence(labels);
        int classes = Arrays.stream(classOf).max().orElse(-1) + 1;
        int[] sorted = classOf.clone();
        Arrays.sort(sorted);
        // how many of each class a fold tests: as if the sorted rows were dealt out one by one
        int[][] allocation = new int[folds][classes];
        for (int i = 0; i < sorted.length; i++) allocation[i % folds][sorted[i]]++;
        int[] fold = new int[labels.length];
        for (int c = 0; c < classes; c++) {
            int current = 0;
            int left = allocation[0][c];
            for (int i = 0; i < labels.length; i++) {
                if (classOf[i] != c) continue;
                while (left == 0) left = allocation[++current][c];
                fold[i] = current;
                left--;
            }
        }
        return fold;
    }

    /**
     * As {@link #stratified}, but rows of one group share a fold: the largest groups are dealt out first, each to the fold
     * that lacks most of its rows.
     */
    public static int[] grouped(int[] labels, int[] groups, int folds) {
        int[] classOf = byOccurrence(labels);
        int classes = Arrays.stream(classOf).max().orElse(-1) + 1;
        int[] groupOf = byOccurrence(groups);
        int count = Arrays.stream(groupOf).max().orElse(-1) + 1;
        int[][] members = new int[count][classes];
        double[] wanted = new double[classes]; // rows of each class in a fold
        for (int i = 0; i < labels.length; i++) {
            members[groupOf[i]][classOf[i]]++;
            wanted[classOf[i]] += 1.0 / folds;
        }
        int[][] filled = new int[folds][classes];
        int[] foldOf = new int[count];
        IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(
                        (Integer group) -> -Arrays.stream(members[group]).sum()))
                .forEach(group -> {
                    int best = 0;
                    for (int f = 1; f < folds; f++)
                        if (room(filled[f], wanted, members[group]) > room(filled[best], wanted, members[group]))
                            best = f;
                    foldOf[group] = best;
                    for (int c = 0; c < classes; c++) filled[best][c] += members[group][c];
                });
        return Arrays.stream(groupOf).map(group -> foldOf[group]).toArray();
    }

    /** How much of a group a fold still lacks. */
    private static double room(int[] filled, double[] wanted, int[] group) {
        double room = 0;
        for (int c = 0; c < filled.length; c++) room += group[c] * (wanted[c] - filled[c]);
        return room;
    }

    /** Classes numbered as they first occur. */
    private static int[] byOccurrence(int[] labels) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return Arrays.stream(labels)
                .map(label -> numbers.computeIfAbsent(label, unseen -> numbers.size()))
                .toArray();
    }
}
