package assay.lib.value;

import assay.engine.model.Model;
import java.util.List;
import java.util.Map;

/** What scripts hold. */
public sealed interface Value
        permits Value.Num,
                Value.Str,
                Value.Bool,
                Value.None,
                Value.Range,
                Value.Pair,
                Value.Listing,
                Value.Rec,
                Value.ModelRef,
                Procedure,
                Table,
                TensorValue,
                Result {

    /** A number; whole numbers print without a point. */
    record Num(double value) implements Value {}

    record Str(String text) implements Value {}

    record Bool(boolean value) implements Value {}

    record None() implements Value {}

    /** Whole numbers {@code from..to}, both ends inclusive. */
    record Range(int from, int to) implements Value {}

    /** A pair of concepts, {@code from->to}. */
    record Pair(String from, String to) implements Value {}

    record Listing(List<Value> items) implements Value {}

    /** Named values in the order written. */
    record Rec(Map<String, Value> fields) implements Value {}

    record ModelRef(Model model) implements Value {}

    static Value of(double value) {
        return new Num(value);
    }

    static Value of(String text) {
        return new Str(text);
    }

    static Value of(boolean value) {
        return new Bool(value);
    }
}
