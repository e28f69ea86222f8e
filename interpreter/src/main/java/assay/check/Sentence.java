package assay.check;

import assay.lib.verb.Failure;

/** A failure as the parts of a problem: what is wrong, and after a semicolon what to do. */
public record Sentence(String title, String label) {

    public static Sentence of(Failure failure) {
        return of(failure.getMessage());
    }

    public static Sentence of(String message) {
        int semicolon = message.indexOf("; ");
        return semicolon < 0
                ? new Sentence(message, "")
                : new Sentence(message.substring(0, semicolon), message.substring(semicolon + 2));
    }
}
