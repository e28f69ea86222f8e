package assay.lib.verb;

/**
 * A field of a result that scripts can read.
 *
 * @param measured depends on the machine and the hour, e.g. tokens per second; not part of what a run must reproduce
 */
public record Field(String name, Type type, String help, boolean measured) {

    public Field(String name, Type type, String help) {
        this(name, type, help, false);
    }

    /** This field, as one that {@link assay.lib.value.Result#measured} holds. */
    public Field asMeasured() {
        return new Field(name, type, help, true);
    }
}
