package assay.lib.verb;

import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.List;

/** Types in words. */
final class Wording {
    private Wording() {}

    /** Bounds that are those of Java's numbers go without saying. */
    static String of(Type type) {
        return switch (type) {
            case Type.Whole(long min, long max) ->
                "a whole number"
                        + bounds(
                                min <= Integer.MIN_VALUE ? "" : Long.toString(min),
                                max >= Integer.MAX_VALUE ? "" : Long.toString(max));
            // the smallest positive double as bound says "above 0"
            case Type.Real(double min, double max)
            when min == Double.MIN_VALUE ->
                "a number above 0" + (max >= Double.MAX_VALUE ? "" : " up to " + number(max));
            case Type.Real(double min, double max) -> "a number" + bounds(number(min), number(max));
            case Type.Text _ -> "text";
            case Type.Flag _ -> "yes or no";
            case Type.None _ -> "none";
            case Type.Range _ -> "a range";
            case Type.Pair _ -> "a pair of concepts";
            case Type.Choice(List<String> words) ->
                words.size() == 1 ? words.getFirst() : "one of " + String.join(", ", words);
            case Type.ListOf(Type item) -> item instanceof Type.Any ? "a list" : "a list of " + many(item);
            case Type.Rec _ -> "a record";
            case Type.Model _ -> "a model";
            case Type.Table _ -> "a table";
            case Type.Tensor _ -> "a tensor";
            case Type.Procedure _ -> "a procedure";
            case Type.ResultOf(List<String> verbs) ->
                verbs.isEmpty() ? "a result" : "a result of " + String.join(" or ", verbs);
            case Type.OneOf(List<Type> types) -> either(types);
            case Type.Any _ -> "any value";
        };
    }

    /** {@code a, b or c}; words that have commas of their own are all kept apart by "or". */
    private static String either(List<Type> types) {
        List<String> words = types.stream().map(Wording::of).toList();
        int last = words.size() - 1;
        boolean commas = words.stream().anyMatch(word -> word.contains(","));
        if (commas || last == 0) return String.join(" or ", words);
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The plural, as far as one is needed after "a list of". */
    private static String many(Type item) {
        return switch (item) {
            case Type.Text _ -> "texts";
            case Type.Whole _, Type.Real _ -> of(item).replaceFirst("^a (whole )?number", "$1numbers");
            case Type.Rec _ -> "records";
            case Type.Model _ -> "models";
            case Type.Table _ -> "tables";
            case Type.Range _ -> "ranges";
            case Type.Pair _ -> "pairs of concepts";
            case Type.ListOf _ -> of(item).replaceFirst("^a list", "lists");
            case Type.Flag _,
                    Type.None _,
                    Type.Choice _,
                    Type.Tensor _,
                    Type.Procedure _,
                    Type.ResultOf _,
                    Type.OneOf _,
                    Type.Any _ -> "items, each " + of(item);
        };
    }

    private static String bounds(String min, String max) {
        if (min.isEmpty() && max.isEmpty()) return "";
        if (max.isEmpty()) return " of at least " + min;
        if (min.isEmpty()) return " of at most " + max;
        return " from " + min + " to " + max;
    }

    private static String number(double x) {
        return Math.abs(x) >= Double.MAX_VALUE ? "" : Values.text(Value.of(x));
    }
}
