package assay.lib.verb;

/** An experiment cannot go on: one sentence that says why and what to do. The interpreter adds place and script. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }
}
