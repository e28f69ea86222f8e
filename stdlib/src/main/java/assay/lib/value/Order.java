package assay.lib.value;

import java.util.Comparator;

/** How values are sorted. */
public final class Order {
    private Order() {}

    /** Numbers by size, then texts by code point, then yes and no, then what has no order; none is last either way. */
    public static Comparator<Value> noneLast(boolean descending) {
        Comparator<Value> natural = Comparator.<Value>comparingInt(Order::kind).thenComparing(Order::within);
        Comparator<Value> directed = descending ? natural.reversed() : natural;
        return Comparator.<Value, Boolean>comparing(value -> value instanceof Value.None)
                .thenComparing(directed);
    }

    private static int kind(Value value) {
        return switch (value) {
            case Value.Num _ -> 0;
            case Value.Str _ -> 1;
            case Value.Bool _ -> 2;
            case Value.None _,
                    Value.Range _,
                    Value.Pair _,
                    Value.Listing _,
                    Value.Rec _,
                    Value.ModelRef _,
                    Procedure _,
                    Table _,
                    TensorValue _,
                    Result _ -> 3;
        };
    }

    private static int within(Value a, Value b) {
        if (a instanceof Value.Num(double x) && b instanceof Value.Num(double y)) return Double.compare(x, y);
        if (a instanceof Value.Bool(boolean x) && b instanceof Value.Bool(boolean y)) return Boolean.compare(x, y);
        if (a instanceof Value.Str(String x) && b instanceof Value.Str(String y)) return codePoints(x, y);
        return 0;
    }

    private static int codePoints(String x, String y) {
        return java.util.Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray());
    }
}
