package assay.run;

/** How a run ended, and what the program's exit status is then. */
public enum Status {
    OK(0, "ok"),
    EXPECTATION_FAILED(1, "failed"),
    WRONG_SCRIPT(2, "error"),
    OUTSIDE(3, "error"),
    INTERRUPTED(130, "interrupted");

    public final int code;
    /** As in results.json. */
    public final String word;

    Status(int code, String word) {
        this.code = code;
        this.word = word;
    }
}
