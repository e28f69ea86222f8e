package assay.lib.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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

    /** Classes numbered as they first occur. */
    private static int[] byOccurrence(int[] labels) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return Arrays.stream(labels)
                .map(label -> numbers.computeIfAbsent(label, unseen -> numbers.size()))
                .toArray();
    }
}
