package assay.lib.stats;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Labels that mean nothing, for a permutation test of a cross-validated probe. Rows of a group change places among
 * themselves where a group has both labels; where each has one, groups of the same fold exchange theirs; without groups,
 * rows of the same fold do. So every fold keeps about its share of labels, without which accuracies would lie below chance.
 *
 * @param groups of each row; a number of its own where a row belongs to no other
 * @param folds of each row
 */
record Shuffle(int[] groups, int[] folds) {

    boolean[] apply(boolean[] labels, UniformRandomProvider random) {
        boolean mixed = IntStream.range(0, labels.length).anyMatch(i -> labels[first(i)] != labels[i]);
        boolean[] shuffled = labels.clone();
        int[] blocks = mixed ? groups : folds;
        for (int block : IntStream.of(blocks).distinct().toArray()) {
            // the rows that change places, or one row for each group that does
            int[] movers = IntStream.range(0, labels.length)
                    .filter(i -> blocks[i] == block && (mixed || first(i) == i))
                    .toArray();
            int[] order = Rng.permutation(random, movers.length);
            for (int i = 0; i < movers.length; i++) shuffled[movers[i]] = labels[movers[order[i]]];
        }
        if (!mixed) for (int i = 0; i < labels.length; i++) shuffled[i] = shuffled[first(i)];
        return shuffled;
    }

    /** The first row of a row's group. */
    private int first(int row) {
        for (int i = 0; i < row; i++) if (groups[i] == groups[row]) return i;
        return row;
    }
}
