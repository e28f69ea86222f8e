package assay.lib.concept;

import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Type;
import java.util.List;
import java.util.Optional;

/**
 * What is known about some concepts, as the standard library's preludes write it down and scripts may too: a record
 * whose fields are all optional.
 *
 * @param concepts words that fill {@code {concept}}
 * @param templates texts with {@code {concept}}
 * @param questions whose right answer is one of the concepts; results are reported on them
 * @param heldOut more of them, by which layers and strengths are chosen, and controls for that
 * @param controls questions that have nothing to do with the concepts
 */
public record ConceptSet(
        List<String> concepts, List<String> templates, List<Item> questions, List<Item> heldOut, List<Item> controls) {
    /** The standard library's preludes that hold one. */
    public static final List<String> PRELUDES = List.of(
            "colors",
            "temperature",
            "speed",
            "taste",
            "mood",
            "size",
            "sentiment",
            "formality",
            "truth",
            "sycophancy",
            "refusal");

    public static ConceptSet of(Value.Rec set) {
        return new ConceptSet(
                texts(set, "concepts"),
                texts(set, "templates"),
                items(set, "questions"),
                items(set, "held_out"),
                items(set, "controls"));
    }

    /** The standard library's, of both concepts. */
    public static Optional<ConceptSet> of(Value.Pair pair, Lab lab) {
        return lab.prelude(pair.from(), pair.to()).map(ConceptSet::of);
    }

    /** Held-out questions about the two, and those that are about no concept of the set. */
    public List<Item> heldOut(Value.Pair pair) {
        return heldOut.stream()
                .filter(item -> !about(pair, List.of(item)).isEmpty()
                        || item.expected().filter(concepts::contains).isEmpty())
                .toList();
    }

    /** Those whose right answer is one of the two. */
    public static List<Item> about(Value.Pair pair, List<Item> items) {
        return items.stream()
                .filter(item -> item.expected()
                        .filter(name -> Named.concept(pair, name).isPresent())
                        .isPresent())
                .toList();
    }

    private static List<String> texts(Value.Rec set, String field) {
        Value value = set.fields().getOrDefault(field, new Value.Listing(List.of()));
        if (!(value instanceof Value.Listing(List<Value> items)))
            throw new Failure("`" + field + "` of a set of concepts is a list of texts");
        return items.stream().map(Values::text).toList();
    }

    private static List<Item> items(Value.Rec set, String field) {
        Value value = set.fields().get(field);
        if (value == null || value instanceof Value.Listing(List<Value> none) && none.isEmpty()) return List.of();
        Value table = new Type.Table()
                .accepts(value)
                .orElseThrow(() -> new Failure("`" + field + "` of a set of concepts is a table of questions"));
        return Item.of((Table) table);
    }
}
