package assay.lib.verb;

/**
 * A part of a phrase that is not a setting: {@code A} and {@code B} in {@code battle A vs B}.
 *
 * @param name as the verb's code reads it
 * @param connective the word in front of it, or empty for the operands that follow the verb directly, in order
 * @param required a model operand that is left out is the script's {@code use} model and is never required
 */
public record Operand(String name, String connective, Type type, boolean required, String help) {}
