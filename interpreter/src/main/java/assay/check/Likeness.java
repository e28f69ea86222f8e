package assay.check;

import assay.lib.verb.Type;
import java.util.List;

/** Whether values of two types can be equal, going by their kinds: no number equals text, whatever its bounds. */
final class Likeness {
    private static final Type ANY = new Type.Any();

    private Likeness() {}

    /** Any value may be asked whether it is none. */
    static boolean of(Type left, Type right) {
        if (left instanceof Type.None || right instanceof Type.None) return true;
        Type a = kind(left);
        Type b = kind(right);
        return a.mayBe(b) || b.mayBe(a);
    }

    private static Type kind(Type type) {
        return switch (type) {
            case Type.Whole _, Type.Real _ -> Type.number();
            case Type.Choice _ -> new Type.Text();
            case Type.ListOf _ -> Type.list(ANY);
            case Type.OneOf(List<Type> types) ->
                new Type.OneOf(types.stream().map(Likeness::kind).toList());
            case Type.Text _,
                    Type.Flag _,
                    Type.None _,
                    Type.Range _,
                    Type.Pair _,
                    Type.Rec _,
                    Type.Model _,
                    Type.Table _,
                    Type.Tensor _,
                    Type.Procedure _,
                    Type.ResultOf _,
                    Type.Any _ -> type;
        };
    }
}
