package assay.engine.text.jinja;

/** Something a template did that it must not; whoever knows the line adds it. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
        super(message, null, false, false);
    }
}
