package assay.engine.text.jinja;

/**
 * What a missing name or item gives: nothing when printed, an error when used.
 *
 * @param reason the error
 */
record Undefined(String reason) {

    static Undefined name(String name) {
        return new Undefined("'" + name + "' is undefined");
    }

    Fault fault() {
        return new Fault(reason + ".");
    }

    /** Like Python's class of undefined values, all are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Undefined;
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
