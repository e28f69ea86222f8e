package assay.engine.model;

import assay.engine.Mask;
import java.util.Optional;

/**
 * How a layer knows positions.
 *
 * @param rotation empty where it does not (NoPE)
 * @param mask what a query may read
 */
record Positions(Optional<Rotation> rotation, Mask mask) {

    /** Every earlier position. */
    static Positions causal(Rotation rotation) {
        return new Positions(Optional.of(rotation), new Mask.Causal());
    }

    /** The last {@code size} positions, the own one included. */
    static Positions window(Rotation rotation, int size) {
        return new Positions(Optional.of(rotation), new Mask.Window(size));
    }

    /** The same without knowing which position is which. */
    Positions still() {
        return new Positions(Optional.empty(), mask);
    }
}
