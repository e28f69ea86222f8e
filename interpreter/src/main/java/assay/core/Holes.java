package assay.core;

/** What stands in braces in a text and is not filled where the text stands. */
public final class Holes {
    /** A hole that verbs fill with one concept after another; left as it is where no variable has its name. */
    public static final String CONCEPT = "concept";

    private Holes() {}

    public static boolean left(String name) {
        return name.equals(CONCEPT);
    }

    /** The hole as it stands. */
    public static String written(String name) {
        return "{" + name + "}";
    }
}
