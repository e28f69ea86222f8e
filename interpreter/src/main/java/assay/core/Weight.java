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

    /** Lists and records inside one another; what writes or compares a value calls itself for each. */
    public static final int DEEPEST = 200;

    private static final int CHARACTERS = 16;

    private final long most;
    private long items;
    private int depth;
    private boolean deep;

    private Weight(long most) {
        this.most = most;
    }

    /** The weight of a value; a {@link Failure} if it is too large. */
    public static long of(Value value) {
        Weight weight = new Weight(LARGEST);
        weight.add(value);
        if (weight.deep)
            throw new Failure("this value is nested too deeply; lists and records go " + DEEPEST + " levels deep");
        if (weight.over()) throw new Failure("this value is too large; a value holds at most " + LARGEST + " items");
        return weight.items;
    }

    /** What going through the whole of a value costs, however large it is. */
    public static long touched(Value value) {
        Weight weight = new Weight(LARGEST);
        weight.add(value);
        return weight.items;
    }

    /** Whether a value weighs at most so much; looks at no more of it than that. */
    public static boolean within(Value value, long most) {
        Weight weight = new Weight(most);
        weight.add(value);
        return !weight.over();
    }

    /** Whether a text of so many characters is too large for a value. */
    public static boolean tooLong(long characters) {
        return characters / CHARACTERS >= LARGEST;
    }

    private void add(Value value) {
        switch (value) {
            case Value.Str(String text) -> count(1 + text.length() / CHARACTERS);
            case Value.Listing(List<Value> list) -> all(list);
            case Value.Rec(Map<String, Value> fields) -> all(fields.values());
            case Result result -> all(result.fields().values());
            case Table table ->
                all(table.columns().stream().<Value>map(table::column).toList());
            case TensorValue tensor -> count(1 + tensor.data().length / CHARACTERS);
            case Value.Num _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _, Value.ModelRef _, Procedure _ ->
                count(1);
        }
    }

    private void all(Collection<Value> values) {
        count(1);
        if (depth == DEEPEST) {
            deep = true;
            return;
        }
        depth++;
        for (Value value : values) {
            if (over() || deep) break;
            add(value);
        }
        depth--;
    }

    private void count(long more) {
        items += more;
    }

    private boolean over() {
        return items > most;
    }
}
