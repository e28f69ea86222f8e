package assay.engine.text.jinja;

/** What {@code value | name(arguments)} does. */
@FunctionalInterface
interface Filter {
    Object apply(Evaluator evaluator, Object value, Arguments arguments);
}
