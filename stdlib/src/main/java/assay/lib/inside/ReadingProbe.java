package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Point;
import assay.lib.text.Prefill;
import assay.lib.value.Value;
import assay.lib.verb.Progress;
import java.util.Arrays;
import java.util.List;

/**
 * A probe that reads which of two concepts a text ends with, in a model that nobody steers: a logistic regression on the
 * templates, in the layer where it tells them apart best.
 */
public final class ReadingProbe {
    private static final int FOLDS = 5;
    private static final double C = 0.1;

    private final Model model;
    private final Progress progress;
    private final int layer;
    private final Separation separation;

    /** @param templates of the concepts; see {@link Direction} */
    public ReadingProbe(Model model, Value.Pair pair, List<String> templates, Progress progress) {
        this.model = model;
        this.progress = progress;
        Concepts concepts = Concepts.of(model, pair, templates, progress);
        int best = 0;
        double most = -1;
        for (int i = 0; i < concepts.rows().length; i++) {
            double accuracy = Arrays.stream(
                            Separation.accuracies(Separation.Method.PROBE, concepts.rows()[i], concepts, FOLDS, C))
                    .average()
                    .orElseThrow();
            if (accuracy > most) best = i;
            most = Math.max(most, accuracy);
        }
        this.layer = best;
        this.separation = Separation.fit(Separation.Method.PROBE, concepts.rows()[best], concepts, concepts.all(), C);
    }

    /** Whether each text, which must not be empty, reads as the first concept. */
    public boolean[] first(List<String> texts) {
        List<int[]> inputs =
                texts.stream().map(text -> model.tokenizer().encode(text, true)).toList();
        Activations captured =
                new Activations(model, inputs, Point.RESID_POST, new int[] {layer}, new Positions.One(-1));
        new Prefill(model, progress).read(inputs, captured);
        float[] data = captured.data();
        int hidden = data.length / texts.size();
        boolean[] first = new boolean[texts.size()];
        for (int i = 0; i < first.length; i++) {
            double[] row = new double[hidden];
            for (int h = 0; h < hidden; h++) row[h] = data[i * hidden + h];
            first[i] = separation.decision(row) > 0;
        }
        return first;
    }
}
