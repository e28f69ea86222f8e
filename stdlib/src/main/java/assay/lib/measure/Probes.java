package assay.lib.measure;

import assay.lib.concept.ConceptSet;
import assay.lib.concept.Item;
import assay.lib.concept.Steered;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Type;
import java.util.List;
import java.util.Optional;

/**
 * What a benchmark asks.
 *
 * @param items that are scored
 * @param controls whose answers should stay as they are
 * @param concepts that the questions are about, if they say so
 */
record Probes(List<Item> items, List<Item> controls, List<String> concepts) {
    /** A table, a set of concepts as the preludes have it, or the name of a prelude. */
    static final Type TYPE = Type.oneOf(new Type.Table(), new Type.Rec(), new Type.Choice(ConceptSet.PRELUDES));

    private static final String NOTHING =
            "a benchmark needs questions: write `on` and a table, or compare with a model that is "
                    + "steered between concepts of the standard library";

    /** @param steered of the model that is compared, whose concepts are asked for if nothing is said */
    static Probes of(Value value, Optional<Steered> steered, Lab lab) {
        Probes probes =
                switch (value) {
                    case Table table -> new Probes(Item.of(table), List.of(), List.of());
                    case Value.Rec set -> of(ConceptSet.of(set));
                    case Value.Str(String name) ->
                        of(ConceptSet.of(lab.prelude(name)
                                .orElseThrow(() -> new Failure("the standard library has no prelude `" + name + "`"))));
                    case Value.None _ ->
                        of(steered.flatMap(model -> ConceptSet.of(model.concepts(), lab))
                                .orElseThrow(() -> new Failure(NOTHING)));
                    case Value other -> throw new IllegalArgumentException(other.toString());
                };
        if (probes.items.isEmpty()) throw new Failure("there is no question to ask; add rows with a column `prompt`");
        return probes;
    }

    private static Probes of(ConceptSet set) {
        return new Probes(set.questions(), set.controls(), set.concepts());
    }

    /** Only the questions whose right answer is one of the two. */
    Probes about(Value.Pair pair) {
        List<Item> about = ConceptSet.about(pair, items);
        if (about.isEmpty())
            throw new Failure("no question has " + pair.from() + " or " + pair.to()
                    + " as its `expected` answer, and `score swapped` asks for one of them");
        return new Probes(about, controls, concepts);
    }

    /** The two concepts if they are just two. */
    Optional<Value.Pair> pair() {
        return concepts.size() == 2 ? Optional.of(new Value.Pair(concepts.get(0), concepts.get(1))) : Optional.empty();
    }
}
