package assay.complete;

/**
 * Something that can stand at a place.
 *
 * @param text as it is written
 * @param help one line, may be empty
 */
public record Item(Kind kind, String text, String help) {

    /** What an item is. */
    public enum Kind {
        KEYWORD,
        VERB,
        FUNCTION,
        NAME,
        CONNECTIVE,
        SETTING,
        /** A word of a choice, {@code yes}, {@code none}. */
        WORD,
        FIELD,
        FILE,
        DIRECTORY,
        MODEL
    }
}
