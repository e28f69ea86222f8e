package assay.lib.verb;

import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which values a type takes, and as what. */
final class Acceptance {
    /** A longer range is more likely a slip than a list, and would fill the memory. */
    private static final long LONGEST_RANGE = 1_000_000;

    private Acceptance() {}

    static Optional<Value> of(Type type, Value value) {
        return switch (type) {
            case Type.Whole(long min, long max) ->
                when(value, value instanceof Value.Num(double x) && x == Math.rint(x) && x >= min && x <= max);
            case Type.Real(double min, double max) ->
                when(value, value instanceof Value.Num(double x) && Double.isFinite(x) && x >= min && x <= max);
            case Type.Text _ -> when(value, value instanceof Value.Str);
            case Type.Flag _ -> when(value, value instanceof Value.Bool);
            case Type.None _ -> when(value, value instanceof Value.None);
            case Type.Range _ -> when(value, value instanceof Value.Range);
            case Type.Pair _ -> when(value, value instanceof Value.Pair);
            case Type.Choice(List<String> words) ->
                when(value, value instanceof Value.Str(String word) && words.contains(word));
            case Type.ListOf(Type item) -> list(item, value);
            case Type.Rec _ -> when(value, value instanceof Value.Rec);
            case Type.Model _ -> when(value, value instanceof Value.ModelRef);
            case Type.Table _ -> table(value);
            case Type.Tensor _ -> when(value, value instanceof TensorValue);
            case Type.Procedure _ -> when(value, value instanceof Procedure);
            case Type.ResultOf(List<String> verbs) ->
                when(value, value instanceof Result result && (verbs.isEmpty() || verbs.contains(result.verb())));
            case Type.OneOf(List<Type> types) ->
                types.stream().flatMap(t -> of(t, value).stream()).findFirst();
            case Type.Any _ -> Optional.of(value);
        };
    }

    private static Optional<Value> when(Value value, boolean accepted) {
        return accepted ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Value> list(Type item, Value value) {
        if (value instanceof Value.Range(int from, int to) && (long) to - from < LONGEST_RANGE)
            return list(
                    item,
                    new Value.Listing(
                            IntStream.rangeClosed(from, to).mapToObj(Value::of).toList()));
        if (!(value instanceof Value.Listing(List<Value> items))) return Optional.empty();
        List<Value> accepted = new ArrayList<>(items.size());
        for (Value each : items) {
            Optional<Value> one = of(item, each);
            if (one.isEmpty()) return Optional.empty();
            accepted.add(one.get());
        }
        return Optional.of(new Value.Listing(List.copyOf(accepted)));
    }

    private static Optional<Value> table(Value value) {
        if (value instanceof Table) return Optional.of(value);
        if (!(value instanceof Value.Listing(List<Value> items))) return Optional.empty();
        List<Value.Rec> records = new ArrayList<>(items.size());
        for (Value item : items) {
            if (!(item instanceof Value.Rec record)) return Optional.empty();
            records.add(record);
        }
        return Optional.of(Table.of(records));
    }
}
