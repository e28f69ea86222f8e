package assay.lib.value;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** When two values are the same, and how they are written for people. */
public final class Values {
    private Values() {}

    /** A value as a key of a map. */
    public record Key(Value value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key(Value that) && Values.equal(value, that);
        }

        @Override
        public int hashCode() {
            return hash(value);
        }
    }

    /** Whether two values are the same: numbers by size, records whatever their order, results by what they found. */
    public static boolean equal(Value a, Value b) {
        return switch (a) {
            case Value.Num(double x) -> b instanceof Value.Num(double y) && x == y;
            case Value.Str _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _, Procedure _ -> a.equals(b);
            case Value.ModelRef ref -> b instanceof Value.ModelRef that && ref.model() == that.model();
            case Value.Listing(List<Value> x) -> b instanceof Value.Listing(List<Value> y) && equal(x, y);
            case Value.Rec(Map<String, Value> x) -> b instanceof Value.Rec(Map<String, Value> y) && equal(x, y);
            case Table x -> b instanceof Table y && equal(x, y);
            case TensorValue x -> b instanceof TensorValue y && equal(x, y);
            case Result x -> b instanceof Result y && x.verb().equals(y.verb()) && equal(x.fields(), y.fields());
        };
    }

    /** A value as text; numbers with every digit that tells them apart from others, whole ones without a point. */
    public static String text(Value value) {
        return new Printer(Printer.EXACT).text(value);
    }

    /** As {@link #text}, but numbers that are not whole with at most six significant digits. */
    public static String brief(Value value) {
        return new Printer(Printer.BRIEF).text(value);
    }

    private static boolean equal(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) return false;
        Iterator<Value> rest = b.iterator();
        for (Value value : a) if (!equal(value, rest.next())) return false;
        return true;
    }

    private static boolean equal(Map<String, Value> a, Map<String, Value> b) {
        if (!a.keySet().equals(b.keySet())) return false;
        for (Map.Entry<String, Value> entry : a.entrySet())
            if (!equal(entry.getValue(), b.get(entry.getKey()))) return false;
        return true;
    }

    private static boolean equal(Table a, Table b) {
        if (a.size() != b.size() || !a.columns().equals(b.columns())) return false;
        for (String column : a.columns())
            if (!equal(a.column(column).items(), b.column(column).items())) return false;
        return true;
    }

    private static boolean equal(TensorValue a, TensorValue b) {
        return a.name().equals(b.name())
                && a.axes().equals(b.axes())
                && Arrays.equals(a.shape(), b.shape())
                && Arrays.equals(a.data(), b.data());
    }

    private static int hash(Value value) {
        return switch (value) {
            case Value.Num(double x) -> Double.hashCode(x + 0.0); // -0 equals 0
            case Value.Str _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _, Procedure _ -> value.hashCode();
            case Value.ModelRef ref -> System.identityHashCode(ref.model());
            case Value.Listing(List<Value> items) -> {
                int hash = 1;
                for (Value item : items) hash = 31 * hash + hash(item);
                yield hash;
            }
            case Value.Rec(Map<String, Value> fields) -> hash(fields);
            case Table table -> table.hashCode();
            case TensorValue tensor -> Arrays.hashCode(tensor.data());
            case Result result -> Objects.hash(result.verb(), hash(result.fields()));
        };
    }

    private static int hash(Map<String, Value> fields) {
        int hash = 0;
        for (Map.Entry<String, Value> field : fields.entrySet())
            hash += field.getKey().hashCode() ^ hash(field.getValue());
        return hash;
    }
}
