package assay.run;

import java.util.Optional;

/**
 * What a run takes over from a recorded one.
 *
 * @param seed what it begins with where neither the command line nor the script says one
 * @param pins how its models have to be
 * @param earlier results of experiments that may not have changed
 */
public record Before(Optional<Long> seed, Pins pins, Earlier earlier) {
    /** A run that repeats no other, with what earlier ones have found. */
    public static Before only(Earlier earlier) {
        return new Before(Optional.empty(), Pins.NONE, earlier);
    }
}
