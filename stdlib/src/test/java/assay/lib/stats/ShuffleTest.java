package assay.lib.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a shuffle must keep for a permutation test to be one. */
class ShuffleTest {
    private static final int ROWS = 40;

    private static int count(boolean[] labels, int[] of, int block) {
        int count = 0;
        for (int i = 0; i < labels.length; i++) if (of[i] == block && labels[i]) count++;
        return count;
    }

    @Property(tries = 100)
    void foldsAndGroupsKeepTheirShares(@ForAll long seed) {
        Random random = new Random(seed);
        boolean[] labels = new boolean[ROWS];
        int[] folds = new int[ROWS];
        int[] own = new int[ROWS];
        int[] mixed = new int[ROWS];
        int[] pure = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i / 2 % 2 == 0; // pairs of rows have one label
            folds[i] = i / 2 % 5;
            own[i] = i;
            mixed[i] = i / 4;
            pure[i] = i / 2;
        }
        boolean[] alone = new Shuffle(own, folds).apply(labels, Rng.of(random.nextLong(), "test", 0));
        boolean[] within = new Shuffle(mixed, folds).apply(labels, Rng.of(random.nextLong(), "test", 1));
        boolean[] whole = new Shuffle(pure, folds).apply(labels, Rng.of(random.nextLong(), "test", 2));
        for (int fold = 0; fold < 5; fold++) {
            assertThat(count(alone, folds, fold)).isEqualTo(count(labels, folds, fold));
            assertThat(count(whole, folds, fold)).isEqualTo(count(labels, folds, fold));
        }
        for (int group = 0; group < ROWS / 4; group++)
            assertThat(count(within, mixed, group)).isEqualTo(count(labels, mixed, group));
        for (int i = 0; i < ROWS; i += 2) assertThat(whole[i]).isEqualTo(whole[i + 1]);
    }
}
