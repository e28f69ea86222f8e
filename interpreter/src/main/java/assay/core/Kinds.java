package assay.core;

import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Type;

/** What sort of thing a value is: its type, and the words for it. */
public final class Kinds {
    private Kinds() {}

    /** In words, e.g. {@code the number 3} or {@code a list}. */
    public static String of(Value value) {
        return switch (value) {
            case Value.Num num -> "the number " + Values.text(num);
            case Value.Str str -> "text";
            case Value.Bool bool -> bool.value() ? "yes" : "no";
            case Value.None none -> "none";
            case Value.Range range -> "a range";
            case Value.Pair pair -> "a pair of concepts";
            case Value.Listing list -> "a list";
            case Value.Rec rec -> "a record";
            case Value.ModelRef ref -> "a model";
            case Procedure procedure -> "a procedure";
            case Table table -> "a table";
            case TensorValue tensor -> "a tensor";
            case Result result -> "the result of " + result.verb();
        };
    }

    /** The narrowest type that is known to hold the value. */
    public static Type type(Value value) {
        return switch (value) {
            case Value.Num(double number)
            when number == Math.rint(number) && Math.abs(number) < 1e18 -> new Type.Whole((long) number, (long) number);
            case Value.Num num -> new Type.Real(num.value(), num.value());
            case Value.Str str -> new Type.Text();
            case Value.Bool bool -> new Type.Flag();
            case Value.None none -> new Type.None();
            case Value.Range range -> new Type.Range();
            case Value.Pair pair -> new Type.Pair();
            case Value.Listing list -> new Type.ListOf(new Type.Any());
            case Value.Rec rec -> new Type.Rec();
            case Value.ModelRef ref -> new Type.Model();
            case Procedure procedure -> new Type.Procedure();
            case Table table -> new Type.Table();
            case TensorValue tensor -> new Type.Tensor();
            case Result result -> new Type.ResultOf(java.util.List.of(result.verb()));
        };
    }
}
