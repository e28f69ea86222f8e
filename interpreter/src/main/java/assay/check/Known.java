package assay.check;

import assay.core.Kinds;
import assay.core.Weight;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Type;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an expression before anything runs.
 *
 * @param names the columns of a table or the fields of a record, where they are known; otherwise empty
 * @param constant its value, where it does not depend on an experiment and is not so large that knowing it would cost more
 *     than it tells
 */
public record Known(Type type, List<String> names, Optional<Value> constant) {
    private static final long HEAVIEST_CONSTANT = 10_000;

    /** Nothing is known. */
    public static final Known NOTHING = of(new Type.Any());

    public Known {
        constant = constant.filter(value -> Weight.within(value, HEAVIEST_CONSTANT));
    }

    public static Known of(Type type) {
        return new Known(type, List.of(), Optional.empty());
    }

    public static Known of(Value constant) {
        return new Known(Kinds.type(constant), List.of(), Optional.of(constant));
    }

    public static Known of(Type type, List<String> names) {
        return new Known(type, names, Optional.empty());
    }

    /** Whether a place of this type may accept it; only what surely fails is refused. */
    public boolean fits(Type place) {
        return constant.map(value -> place.accepts(value).isPresent()).orElseGet(() -> place.mayBe(type));
    }

    /** In words, with the columns or fields. */
    public String described() {
        if (type instanceof Type.Any) return "known when it runs";
        return words() + (names.isEmpty() ? "" : ": " + String.join(", ", names));
    }

    /** In words, for messages. */
    public String words() {
        return constant.map(value -> value instanceof Value.Num ? Values.text(value) : Kinds.of(value))
                .orElseGet(type::expected);
    }
}
