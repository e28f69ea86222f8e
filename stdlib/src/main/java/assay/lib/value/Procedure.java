package assay.lib.value;

import java.util.List;

/** A procedure of the script, handed to a verb. */
public non-sealed interface Procedure extends Value {
    String name();

    Value apply(List<Value> arguments);
}
