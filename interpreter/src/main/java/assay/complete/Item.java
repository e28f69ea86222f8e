package assay.complete;

/**
 * Something that can stand at a place.
 *
 * @param text as it is written
 * @param detail what it is or takes: a type, a signature; may be empty
 * @param help what it is for, in one line; may be empty
 */
public record Item(Kind kind, String text, String detail, String help) {
    public Item(Kind kind, String text) {
        this(kind, text, "", "");
    }

    /** What an item is. */
    public enum Kind {
        KEYWORD,
        VERB,
        /** What is called: a function, a procedure, a verb in an expression. */
        FUNCTION,
        /** A name of a value that is no model. */
        NAME,
        /** A name of a model. */
        MODEL,
        PRELUDE,
        CONNECTIVE,
        SETTING,
        /** A word of a choice, {@code yes}, {@code none}. */
        WORD,
        FIELD,
        FILE,
        DIRECTORY,
        /** A model in the hub's cache. */
        HUB_ID
    }
}
