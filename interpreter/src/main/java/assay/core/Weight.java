package assay.core;

import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How large a value is when it is written out. Values share their parts, so a few statements could make one that no
 * memory holds once it is printed, compared or saved; none is let grow beyond {@link #LARGEST}.
 */
public final class Weight {
    /** Items, or characters by the sixteen. */
    public static final long LARGEST = 5_000_000;

    private static final int CHARACTERS = 16;

    private long items;

    private Weight() {}

    /** The weight of a value; a {@link Failure} if it is too large. */
    public static long of(Value value) {
        Weight weight = new Weight();
        weight.add(value);
        return weight.items;
    }

    private void add(Value value) {
        switch (value) {
            case Value.Str(String text) -> count(1 + text.length() / CHARACTERS);
            case Value.Listing(List<Value> list) -> all(list);
            case Value.Rec(Map<String, Value> fields) -> all(fields.values());
            case Result result -> all(result.fields().values());
            case Table table -> count(1 + (long) table.size() * table.columns().size());
            case TensorValue tensor -> count(1 + tensor.data().length / CHARACTERS);
            case Value.Num _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _, Value.ModelRef _, Procedure _ ->
                count(1);
        }
    }

    private void all(Collection<Value> values) {
        count(1);
        values.forEach(this::add);
    }

    private void count(long more) {
        items += more;
        if (items > LARGEST) throw new Failure("this value is too large; a value holds at most " + LARGEST + " items");
    }
}
