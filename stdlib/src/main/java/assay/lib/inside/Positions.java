package assay.lib.inside;

import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Type;

/** Which token positions of an input are looked at. */
public sealed interface Positions {

    /** How scripts write it; a negative number counts from the end. */
    Type TYPE = Type.oneOf(Type.choice("last", "all", "mean"), new Type.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE));

    /** The same one of every input, from 0, or from the end if negative. */
    record One(int position) implements Positions {}

    record All() implements Positions {}

    /** The average over all. */
    record Mean() implements Positions {}

    static Positions of(Value value) {
        if (value instanceof Value.Num(double position)) return new One((int) position);
        return switch (((Value.Str) value).text()) {
            case "last" -> new One(-1);
            case "all" -> new All();
            case "mean" -> new Mean();
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    /** How many positions of an input of {@code length} tokens stay apart in the answer. */
    default int count(int length) {
        return this instanceof All ? length : 1;
    }

    /** Where the token at {@code position} of {@code length} goes among those, or -1 if it is not looked at. */
    default int slot(int position, int length) {
        return switch (this) {
            case One(int wanted) -> position == (wanted < 0 ? length + wanted : wanted) ? 0 : -1;
            case All _ -> position;
            case Mean _ -> 0;
        };
    }

    /** Refuses an input that has no such position. */
    default void check(int input, int length) {
        if (this instanceof One(int wanted) && (wanted >= length || wanted < -length))
            throw new Failure(
                    "input " + input + " has no position " + wanted + "; it has " + length + " tokens, counted from 0");
    }
}
