package assay.run;

import java.util.Optional;

/**
 * What a run takes over from a recorded one.
 *
 * @param seed what it begins with where neither the command line nor the script says one
 * @param pins how its models have to be
 */
public record Before(Optional<Long> seed, Pins pins) {
    /** A run that repeats no other. */
    static final Before NOTHING = new Before(Optional.empty(), Pins.NONE);
}
