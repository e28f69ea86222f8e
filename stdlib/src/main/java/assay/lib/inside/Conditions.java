package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Point;
import assay.lib.text.Chat;
import assay.lib.text.Inputs;
import assay.lib.text.Prefill;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import assay.lib.verb.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prompts of several conditions, and what a model holds at the last token of each.
 *
 * @param names of the conditions, in the order in which they first occur
 * @param prompts as the table has them
 * @param condition of each row, an index into {@code names}
 * @param group of each row; rows of a group belong together
 * @param rows [layers][n][hidden], {@code resid_post}
 * @param positions pushed through the model
 */
record Conditions(
        List<String> names, List<String> prompts, int[] condition, int[] group, double[][][] rows, long positions) {
    private static final int FEWEST = 4;

    /** Where the rows are. */
    record Source(Table table, String column, String groups, boolean chat) {}

    static Conditions read(Model model, Source source, int[] layers, Progress progress) {
        List<String> prompts = texts(source.table, "prompt");
        List<String> labels = texts(source.table, source.column);
        List<String> names = List.copyOf(new LinkedHashSet<>(labels));
        if (names.size() < 2)
            throw new Failure("the column `" + source.column + "` holds one condition only; a probe tells two apart");
        int[] condition = labels.stream().mapToInt(names::indexOf).toArray();
        for (int c = 0; c < names.size(); c++) {
            int wanted = c;
            long count = IntStream.of(condition).filter(own -> own == wanted).count();
            if (count < FEWEST)
                throw new Failure(
                        "the condition " + names.get(c) + " has " + count + " rows; it needs at least " + FEWEST);
        }
        int[] group = source.groups.isEmpty()
                ? IntStream.range(0, prompts.size()).toArray()
                : numbered(texts(source.table, source.groups));
        Value questions = new Value.Listing(prompts.stream().map(Value::of).toList());
        Inputs inputs = source.chat && model.chatTemplate().isPresent()
                ? Chat.inputs(model, questions, new Value.None())
                : Inputs.of(model, questions, true);
        Activations captured = new Activations(model, inputs.ids(), Point.RESID_POST, layers, new Positions.One(-1));
        long positions = new Prefill(model, progress).read(inputs.ids(), captured);
        int hidden = model.config().hiddenSize();
        float[] data = captured.data();
        double[][][] rows = new double[layers.length][prompts.size()][hidden];
        for (int i = 0; i < prompts.size(); i++)
            for (int layer = 0; layer < layers.length; layer++)
                for (int h = 0; h < hidden; h++) rows[layer][i][h] = data[(i * layers.length + layer) * hidden + h];
        return new Conditions(names, prompts, condition, group, rows, positions);
    }

    /** The cells of a column; a {@link Failure} if the table has none of that name. */
    static List<String> texts(Table table, String column) {
        return table
                .find(column)
                .orElseThrow(() -> new Failure(
                        "the table has no column `" + column + "`; it has " + String.join(", ", table.columns())))
                .items()
                .stream()
                .map(Values::text)
                .toList();
    }

    private static int[] numbered(List<String> texts) {
        Map<String, Integer> numbers = new HashMap<>();
        return texts.stream()
                .mapToInt(text -> numbers.computeIfAbsent(text, unseen -> numbers.size()))
                .toArray();
    }

    /** The rows of these conditions. */
    int[] of(int... conditions) {
        return IntStream.range(0, condition.length)
                .filter(row -> IntStream.of(conditions).anyMatch(c -> c == condition[row]))
                .toArray();
    }

    /** Rows whose prompt stands in another row too, and rows that differ from another of their condition in one word. */
    record Alike(int duplicates, int nearly) {}

    /** A row is counted once, however many others are like it. */
    Alike alike() {
        Map<String, Integer> seen = new HashMap<>();
        prompts.forEach(prompt -> seen.merge(prompt, 1, Integer::sum));
        int duplicates =
                (int) prompts.stream().filter(prompt -> seen.get(prompt) > 1).count();
        // two texts differ in one word exactly if they share a form in which that word is a gap
        Map<String, Set<String>> gaps = new HashMap<>();
        for (int row = 0; row < prompts.size(); row++)
            for (String form : gapped(row))
                gaps.computeIfAbsent(form, unseen -> new HashSet<>()).add(prompts.get(row));
        int nearly = 0;
        for (int row = 0; row < prompts.size(); row++)
            if (gapped(row).stream().anyMatch(form -> gaps.get(form).size() > 1)) nearly++;
        return new Alike(duplicates, nearly);
    }

    private List<String> gapped(int row) {
        String[] words = prompts.get(row).split("\\s+");
        List<String> forms = new ArrayList<>();
        if (words.length < 3) return forms;
        for (int gap = 0; gap < words.length; gap++) {
            String word = words[gap];
            words[gap] = "\0";
            forms.add(condition[row] + " " + String.join(" ", words));
            words[gap] = word;
        }
        return forms;
    }
}
