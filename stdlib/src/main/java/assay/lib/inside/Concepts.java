package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Point;
import assay.lib.text.Prefill;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Progress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a model holds of two concepts: {@code resid_post} of every layer at the last token of each template, filled with
 * the one and with the other.
 *
 * @param rows [layers][2 * templates][hidden]: each template with the first concept, then each with the second
 * @param positions pushed through the model
 */
record Concepts(double[][][] rows, int templates, long positions) {
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
        List<int[]> inputs = Stream.of(pair.from(), pair.to())
                .flatMap(concept -> templates.stream().map(template -> template.replace(HOLE, concept)))
                .map(text -> model.tokenizer().encode(text, true))
                .toList();
        int layers = model.config().layers();
        Activations captured = new Activations(
                model, inputs, Point.RESID_POST, IntStream.range(0, layers).toArray(), new Positions.One(-1));
        long positions = new Prefill(model, progress).read(inputs, captured);
        return new Concepts(
                rows(captured.data(), inputs.size(), layers, model.config().hiddenSize()), templates.size(), positions);
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

    /** Every row of a layer. */
    List<Integer> all() {
        return IntStream.range(0, 2 * templates).boxed().toList();
    }
}
