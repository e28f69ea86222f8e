package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Point;
import assay.lib.text.Prefill;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a model holds of two concepts: {@code resid_post} of every layer at the last token of each template, filled with
 * the one and with the other, and where the template stops before the concept.
 *
 * @param rows [layers][2 * templates][hidden]: each template with the first concept, then each with the second
 * @param before [layers][n][hidden]: at the last token before the concept, of the templates that begin otherwise
 * @param positions pushed through the model
 */
record Concepts(double[][][] rows, double[][][] before, int templates, long positions) {
    /** What a template has in the place of the concept. */
    static final String HOLE = "{concept}";

    private static final int FEWEST = 5;

    /** Reads the filled templates; a {@link Failure} if there are too few or one has no place for a concept. */
    static Concepts of(Model model, Value.Pair pair, List<String> templates, Progress progress) {
        for (String template : templates)
            if (!template.contains(HOLE))
                throw new Failure("the template \"" + template + "\" has no " + HOLE + " for the concepts to stand in");
        if (templates.size() < FEWEST)
            throw new Failure("a direction needs at least " + FEWEST
                    + " templates to be checked on each other; there are " + templates.size());
        Stream<String> filled = Stream.of(pair.from(), pair.to())
                .flatMap(concept -> templates.stream().map(template -> template.replace(HOLE, concept)));
        Stream<String> unfilled = templates.stream()
                .map(template -> template.substring(0, template.indexOf(HOLE)).stripTrailing())
                .filter(text -> !text.isEmpty());
        List<int[]> inputs = Stream.concat(filled, unfilled)
                .map(text -> model.tokenizer().encode(text, true))
                .toList();
        int layers = model.config().layers();
        Activations captured = new Activations(
                model, inputs, Point.RESID_POST, IntStream.range(0, layers).toArray(), new Positions.One(-1));
        long positions = new Prefill(model, progress).read(inputs, captured);
        int hidden = model.config().hiddenSize();
        double[][][] all = rows(captured.data(), inputs.size(), layers, hidden);
        double[][][] rows = new double[layers][][];
        double[][][] before = new double[layers][][];
        for (int layer = 0; layer < layers; layer++) {
            rows[layer] = Arrays.copyOf(all[layer], 2 * templates.size());
            before[layer] = Arrays.copyOfRange(all[layer], 2 * templates.size(), inputs.size());
        }
        return new Concepts(rows, before, templates.size(), positions);
    }

    private static double[][][] rows(float[] data, int inputs, int layers, int hidden) {
        double[][][] rows = new double[layers][inputs][hidden];
        for (int input = 0; input < inputs; input++)
            for (int layer = 0; layer < layers; layer++)
                for (int i = 0; i < hidden; i++) rows[layer][input][i] = data[(input * layers + layer) * hidden + i];
        return rows;
    }

    /** Whether a row is of the first concept. */
    boolean first(int row) {
        return row < templates;
    }

    /**
     * What a concept adds to the text before it, of length 1: from the mean before the concept to that of the concept.
     * Zeros if no template has text before it.
     */
    float[] end(int layer, boolean first) {
        double[][] own = Arrays.copyOfRange(rows[layer], first ? 0 : templates, first ? templates : 2 * templates);
        double[] end = new double[own[0].length];
        if (before[layer].length > 0) add(own, 1, end);
        add(before[layer], -1, end);
        return unit(end);
    }

    /** How far apart the means of the concepts lie along a direction, in the units of the residual stream. */
    double distance(int layer, float[] along) {
        double sum = 0;
        for (int row = 0; row < 2 * templates; row++) {
            double projection = 0;
            for (int i = 0; i < along.length; i++) projection += rows[layer][row][i] * along[i];
            sum += first(row) ? projection : -projection;
        }
        return Math.abs(sum) / templates;
    }

    private static void add(double[][] rows, double sign, double[] into) {
        for (double[] row : rows) for (int i = 0; i < into.length; i++) into[i] += sign * row[i] / rows.length;
    }

    /** Of length 1; zeros stay. */
    static float[] unit(double[] x) {
        double squares = 0;
        for (double value : x) squares += value * value;
        float[] unit = new float[x.length];
        for (int i = 0; i < x.length; i++) unit[i] = squares == 0 ? 0 : (float) (x[i] / Math.sqrt(squares));
        return unit;
    }

    /** Every row of a layer. */
    List<Integer> all() {
        return IntStream.range(0, 2 * templates).boxed().toList();
    }
}
