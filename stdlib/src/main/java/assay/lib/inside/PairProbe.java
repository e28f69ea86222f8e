package assay.lib.inside;

import assay.lib.stats.Folds;
import assay.lib.stats.LinearProbe;
import assay.lib.stats.Logistic;
import assay.lib.stats.Rng;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The probes of two conditions.
 *
 * @param a index of the condition that decisions above 0 stand for
 * @param layers one probe per layer
 * @param best index of the layer with the highest accuracy; of equal ones the first
 */
record PairProbe(String nameA, String nameB, int a, int b, List<AtLayer> layers, int best) {

    /** How pairs are tested. */
    record Plan(int folds, double c, int permutations, long seed) {}

    /** @param fitted on all rows */
    record AtLayer(LinearProbe tested, Logistic fitted) {
        double low() {
            return Math.max(0, tested.accuracy() - tested.margin());
        }

        double high() {
            return Math.min(1, tested.accuracy() + tested.margin());
        }
    }

    static PairProbe of(Conditions conditions, int a, int b, Plan plan) {
        String nameA = conditions.names().get(a);
        String nameB = conditions.names().get(b);
        int[] which = conditions.of(a, b);
        int[] labels = Arrays.stream(which)
                .map(row -> conditions.condition()[row] == a ? 1 : 0)
                .toArray();
        int[] groups = Arrays.stream(which).map(row -> conditions.group()[row]).toArray();
        int[] folds = folds(labels, groups, plan.folds, nameA + " and " + nameB);
        boolean[] first = new boolean[which.length];
        for (int i = 0; i < first.length; i++) first[i] = labels[i] == 1;
        List<AtLayer> layers = new ArrayList<>();
        for (double[][] all : conditions.rows()) {
            double[][] rows = Arrays.stream(which).mapToObj(row -> all[row]).toArray(double[][]::new);
            layers.add(new AtLayer(
                    LinearProbe.test(rows, first, groups, folds, plan.c, 0, Rng.of(0, "none", 0)),
                    LinearProbe.fit(rows, first, plan.c)));
        }
        int best = 0;
        for (int i = 1; i < layers.size(); i++)
            if (layers.get(i).tested.accuracy() > layers.get(best).tested.accuracy()) best = i;
        double[][] rows = pick(conditions.rows()[best], which);
        LinearProbe permuted = LinearProbe.test(
                rows,
                first,
                groups,
                folds,
                plan.c,
                plan.permutations,
                Rng.of(plan.seed, "probe " + nameA + " " + nameB, best));
        layers.set(best, new AtLayer(permuted, layers.get(best).fitted));
        return new PairProbe(nameA, nameB, a, b, List.copyOf(layers), best);
    }

    private static double[][] pick(double[][] all, int[] which) {
        return Arrays.stream(which).mapToObj(row -> all[row]).toArray(double[][]::new);
    }

    private static int[] folds(int[] labels, int[] groups, int folds, String names) {
        for (int label = 0; label < 2; label++) {
            int wanted = label;
            long distinct = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == wanted)
                    .map(i -> groups[i])
                    .distinct()
                    .count();
            if (distinct < folds)
                throw new Failure(folds + " folds need at least as many rows, or groups, of each condition; of " + names
                        + " one has " + distinct);
        }
        boolean grouped = IntStream.of(groups).distinct().count() < groups.length;
        return grouped ? Folds.grouped(labels, groups, folds) : Folds.stratified(labels, folds);
    }

    String name() {
        return nameA + " / " + nameB;
    }

    /** Of length 1, pointing to a. */
    float[] unit(int layer) {
        double[] weights = layers.get(layer).fitted.weights();
        double norm = Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
        float[] unit = new float[weights.length];
        for (int i = 0; i < unit.length; i++) unit[i] = (float) (norm == 0 ? 0 : weights[i] / norm);
        return unit;
    }
}
