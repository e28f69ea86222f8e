package assay.lib.verb;

import assay.lib.value.Value;

/**
 * A named setting, written {@code name value} anywhere after the operands, at most once.
 *
 * @param fallback its value when it is not written
 * @param help one line, without a full stop
 */
public record Setting(String name, Type type, Value fallback, String help) {}
