package assay.lib.verb;

import assay.engine.model.Model;
import assay.lib.value.Value;
import java.util.Map;
import java.util.Set;

/**
 * A bound phrase: every operand and setting of the verb's table with its value, defaults filled in and types checked.
 * An optional operand that was not written is {@link Value.None}.
 *
 * @param written the names that stood in the script, as opposed to defaults
 */
public record Call(Map<String, Value> arguments, Set<String> written) {

    public Value value(String name) {
        return arguments.get(name);
    }

    /** The number of an argument that is a {@link Type.Real}. */
    public double number(String name) {
        return ((Value.Num) arguments.get(name)).value();
    }

    /** The number of an argument that is a {@link Type.Whole} within int. */
    public int whole(String name) {
        return Math.toIntExact((long) number(name));
    }

    /** The text of an argument that is a {@link Type.Text} or {@link Type.Choice}. */
    public String text(String name) {
        return ((Value.Str) arguments.get(name)).text();
    }

    public boolean flag(String name) {
        return ((Value.Bool) arguments.get(name)).value();
    }

    public Model model(String name) {
        return ((Value.ModelRef) arguments.get(name)).model();
    }
}
