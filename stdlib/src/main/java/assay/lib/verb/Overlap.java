package assay.lib.verb;

import java.util.Collections;
import java.util.List;

/** Whether two types have values in common, as far as is known before anything runs. */
final class Overlap {
    private Overlap() {}

    static boolean of(Type place, Type known) {
        if (known instanceof Type.Any) return true;
        if (known instanceof Type.OneOf(List<Type> types)) return types.stream().anyMatch(t -> of(place, t));
        return switch (place) {
            case Type.Whole(long min, long max) -> numbers(min, max, known);
            case Type.Real(double min, double max) -> numbers(min, max, known);
            case Type.Text _ -> known instanceof Type.Text || known instanceof Type.Choice;
            case Type.Choice(List<String> words) ->
                known instanceof Type.Text
                        || known instanceof Type.Choice(List<String> others) && !Collections.disjoint(words, others);
            case Type.ListOf(Type item) ->
                known instanceof Type.ListOf(Type other) && of(item, other)
                        || known instanceof Type.Range && of(item, Type.whole());
            case Type.Table _ ->
                known instanceof Type.Table || known instanceof Type.ListOf(Type other) && of(new Type.Rec(), other);
            case Type.ResultOf(List<String> verbs) ->
                known instanceof Type.ResultOf(List<String> others)
                        && (verbs.isEmpty() || others.isEmpty() || !Collections.disjoint(verbs, others));
            case Type.OneOf(List<Type> types) -> types.stream().anyMatch(t -> of(t, known));
            case Type.Flag _,
                    Type.None _,
                    Type.Range _,
                    Type.Pair _,
                    Type.Rec _,
                    Type.Model _,
                    Type.Tensor _,
                    Type.Procedure _ -> place.equals(known);
            case Type.Any _ -> true;
        };
    }

    private static boolean numbers(double min, double max, Type known) {
        return switch (known) {
            case Type.Whole(long low, long high) -> low <= max && high >= min;
            case Type.Real(double low, double high) -> low <= max && high >= min;
            case Type.Text _,
                    Type.Flag _,
                    Type.None _,
                    Type.Range _,
                    Type.Pair _,
                    Type.Choice _,
                    Type.ListOf _,
                    Type.Rec _,
                    Type.Model _,
                    Type.Table _,
                    Type.Tensor _,
                    Type.Procedure _,
                    Type.ResultOf _,
                    Type.OneOf _,
                    Type.Any _ -> false;
        };
    }
}
