package assay.engine.hub;

import java.util.regex.Pattern;

/** A branch, a tag or a commit hash, whole or shortened, under Git's rules for names. */
public record Revision(String text) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*(/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*");
    private static final Pattern SHORT = Pattern.compile("[0-9a-f]{7,40}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    public static final Revision MAIN = new Revision("main");

    /** @throws HubException if no revision can be called that */
    public Revision {
        if (text.length() > 200
                || text.contains("..")
                || text.endsWith(".lock")
                || !NAME.matcher(text).matches())
            throw new HubException(
                    "`" + text + "` is not the name of a revision; write a branch, a tag or a commit hash");
    }

    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    boolean isCommit() {
        return isCommit(text);
    }

    /** Whether it can be the beginning of a commit hash. */
    boolean isShortened() {
        return SHORT.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
