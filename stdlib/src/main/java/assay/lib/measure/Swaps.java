package assay.lib.measure;

import assay.lib.concept.Fate;
import assay.lib.concept.Item;
import assay.lib.concept.Named;
import assay.lib.text.Reply;
import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of answers whose right value is one of two concepts, both sides of the pair apart.
 *
 * @param fates of the items, in their order
 * @param confidence by item: the probability that the model gave its answer up to and including the other concept; NaN
 *     where the answer is not swapped
 */
record Swaps(Value.Pair pair, List<Named> own, List<Fate> fates, double[] confidence) {

    static Swaps of(Value.Pair pair, List<Item> items, Asked base, Asked asked) {
        List<Named> own = items.stream()
                .map(item -> Named.concept(pair, item.expected().orElseThrow()).orElseThrow())
                .toList();
        List<Fate> fates = Fate.of(items, base.replies(), asked.replies(), pair);
        double[] confidence = new double[items.size()];
        for (int i = 0; i < confidence.length; i++)
            confidence[i] = fates.get(i) == Fate.SWAPPED
                    ? confidence(asked, asked.replies().get(i), pair, own.get(i).other())
                    : Double.NaN;
        return new Swaps(pair, own, fates, confidence);
    }

    private static double confidence(Asked asked, Reply reply, Value.Pair pair, Named wanted) {
        double sum = 0;
        int[] tokens = reply.tokens();
        for (int i = 0; i < tokens.length; i++) {
            sum += reply.logprobs()[i];
            String text = asked.model().tokenizer().decode(Arrays.copyOf(tokens, i + 1), false);
            if (Named.in(text, pair) == wanted) break;
        }
        return StrictMath.exp(sum);
    }

    int count(Fate fate) {
        return Fate.count(fates, fate);
    }

    /** The mean confidence of swapped answers, or none. */
    Value confidence(List<Integer> items) {
        return items.stream().mapToDouble(i -> confidence[i]).filter(Double::isFinite).average().stream()
                .mapToObj(Value::of)
                .findFirst()
                .orElse(new Value.None());
    }

    List<Integer> all() {
        return IntStream.range(0, fates.size()).boxed().toList();
    }

    /** A row for each side of the pair. */
    Table table() {
        Rows rows = new Rows("concept", "items", "swapped", "kept", "broken", "mistaken", "rate", "confidence");
        for (Named side : List.of(Named.FIRST, Named.SECOND)) {
            List<Integer> items = all().stream().filter(i -> own.get(i) == side).toList();
            List<Fate> some = items.stream().map(fates::get).toList();
            List<Object> row = new ArrayList<>(List.of(side.word(pair), items.size()));
            for (Fate fate : Fate.values()) row.add(Fate.count(some, fate));
            row.add(
                    items.isEmpty()
                            ? new Value.None()
                            : Value.of((double) Fate.count(some, Fate.SWAPPED) / items.size()));
            row.add(confidence(items));
            rows.add(row.toArray());
        }
        return rows.table();
    }

    static Table none() {
        return new Rows("concept", "items", "swapped", "kept", "broken", "mistaken", "rate", "confidence").table();
    }
}
