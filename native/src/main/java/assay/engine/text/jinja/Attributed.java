package assay.engine.text.jinja;

/** A value with attributes of its own. */
interface Attributed {
    /** For messages, e.g. {@code Namespace}. */
    String typeName();

    /** The attribute, or an {@link Undefined}. */
    Object attribute(String name);
}
