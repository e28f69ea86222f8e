package assay.engine.io;

/** Text from files and networks, as it may stand in a message on a terminal. */
public final class Plain {
    private static final int LONGEST = 300;

    private Plain() {}

    /** Printable ASCII, with {@code ?} for anything else, cut where it is long. */
    public static String text(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
