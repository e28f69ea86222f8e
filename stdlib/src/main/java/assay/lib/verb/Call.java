package assay.lib.verb;

import assay.lib.value.Value;
import java.util.Map;

/**
 * A bound phrase: every operand and setting of the verb's table with its value, defaults filled in and types checked.
 * An optional operand that was not written is {@link Value.None}.
 *
 * @param written the names that stood in the script, as opposed to defaults
 */
public record Call(Map<String, Value> arguments, java.util.Set<String> written) {}
