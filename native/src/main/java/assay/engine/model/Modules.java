package assay.engine.model;

import java.util.Map;

/** Where an architecture gets its parts from, by the checkpoint's own module paths; the same part for the same path. */
interface Modules {
    Config config();

    /** Whether the checkpoint has a tensor of this name. */
    boolean has(String tensor);

    /** A matrix [out, in]. */
    Linear linear(String module, int out, int in, boolean bias);

    /** @param shift added to the stored weight: 0, or 1 where the gain is stored as its distance from 1 */
    Norm norm(String module, int size, float shift);

    Rope rope(Rotation rotation);

    /** The matrices that are not the checkpoint's own. */
    Map<String, Linear> replaced();

    /** Every matrix that has been asked for, by module path, in the order of the architecture. */
    Map<String, Linear> linears();
}
