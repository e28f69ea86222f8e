package assay.lib.stats;

import org.apache.commons.numbers.combinatorics.BinomialCoefficientDouble;
import org.apache.commons.rng.UniformRandomProvider;

/** The ways to choose {@code k} of {@code n}, starting after the one that takes the first {@code k}. */
final class Choices {
    private final int n;
    private final int k;
    private final int[] places; // ascending

    Choices(int n, int k) {
        this.n = n;
        this.k = k;
        this.places = new int[k];
        for (int i = 0; i < k; i++) places[i] = i;
    }

    double count() {
        return BinomialCoefficientDouble.value(n, k);
    }

    /** The next one in lexicographic order; there are {@code count() - 1}. */
    boolean[] next() {
        int i = k - 1;
        while (places[i] == n - k + i) i--;
        places[i]++;
        for (int later = i + 1; later < k; later++) places[later] = places[later - 1] + 1;
        boolean[] chosen = new boolean[n];
        for (int place : places) chosen[place] = true;
        return chosen;
    }

    /** Any one, the first included. */
    boolean[] draw(UniformRandomProvider random) {
        int[] order = Rng.permutation(random, n);
        boolean[] chosen = new boolean[n];
        for (int i = 0; i < k; i++) chosen[order[i]] = true;
        return chosen;
    }
}
