package assay.core;

import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.List;
import java.util.stream.IntStream;

/** What a loop goes over: the items of a list, the numbers of a range or the rows of a table. */
public final class Items {
    private Items() {}

    /** How many there are. */
    public static long count(Value value) {
        return switch (value) {
            case Value.Listing list -> list.items().size();
            case Value.Range(int from, int to) -> Math.max(0, (long) to - from + 1);
            case Table table -> table.size();
            case Value other ->
                throw new Failure("only a list, a range or a table has items, and this is " + Kinds.of(other));
        };
    }

    public static List<Value> of(Value value) {
        return switch (value) {
            case Value.Listing list -> list.items();
            case Value.Range(int from, int to) ->
                IntStream.rangeClosed(from, to).mapToObj(i -> Value.of(i)).toList();
            case Table table ->
                IntStream.range(0, table.size()).<Value>mapToObj(table::row).toList();
            case Value other ->
                throw new Failure("only a list, a range or a table has items, and this is " + Kinds.of(other));
        };
    }

    /** The items from one place to another, both included, as far as there are any. */
    public static Value slice(Value value, int from, int to) {
        return switch (value) {
            case Value.Listing(List<Value> items) -> {
                int start = Math.min(from, items.size());
                int end = (int) Math.min((long) to + 1, items.size());
                yield new Value.Listing(List.copyOf(items.subList(start, Math.max(start, end))));
            }
            case Table table -> table.slice(from, (int) Math.min((long) to + 1, table.size()));
            case Value.Str(String text) -> {
                int[] points =
                        text.codePoints().skip(from).limit((long) to - from + 1).toArray();
                yield Value.of(new String(points, 0, points.length));
            }
            case Value other -> throw new Failure(Kinds.of(other) + " has no items to take a range of");
        };
    }
}
