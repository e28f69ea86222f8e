package assay.grammar;

/**
 * A token as editors see it: its role is the one that the parser gives it, so that {@code seed} is a keyword at the start
 * of a statement and a name elsewhere.
 *
 * @param text as written; empty for what is not in the text, such as the end of a statement
 */
public record Lexeme(Kind kind, String text, Span span) {

    /** What a token is by its place. */
    public enum Kind {
        /** Begins a statement or a clause. */
        KEYWORD,
        /** Begins a phrase; the table of verbs may not know it. */
        VERB,
        /** {@code vs}, {@code on}, {@code by}, {@code within}, ...: also where an expression uses it. */
        CONNECTIVE,
        NAME,
        NUMBER,
        /** Text in quotes. */
        TEXT,
        /** Text without its closing quote. */
        OPEN_TEXT,
        /** {@code yes}, {@code no}, {@code none}. */
        LITERAL,
        /** {@code and or not in for where}. */
        OPERATOR,
        /** Signs that compute, compare or separate. */
        SIGN,
        BLOCK_OPEN,
        BLOCK_CLOSE,
        /** The bracket of a call, which touches what is called. */
        CALL_OPEN,
        INDEX_OPEN,
        OPEN,
        CLOSE,
        COMMENT,
        /** The end of a statement. */
        END,
        /** Nothing that the language knows. */
        WRONG
    }

    public boolean is(Kind other) {
        return kind == other;
    }

    public boolean is(Kind other, String word) {
        return kind == other && text.equals(word);
    }

    /** Whether a value can end here, so that an operator or the next piece of a phrase may follow. */
    public boolean endsValue() {
        return switch (kind) {
            case NAME, NUMBER, TEXT, OPEN_TEXT, LITERAL, CLOSE, VERB -> true;
            case KEYWORD,
                    CONNECTIVE,
                    OPERATOR,
                    SIGN,
                    BLOCK_OPEN,
                    BLOCK_CLOSE,
                    CALL_OPEN,
                    INDEX_OPEN,
                    OPEN,
                    COMMENT,
                    END,
                    WRONG -> false;
        };
    }
}
