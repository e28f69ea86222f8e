package assay.engine.text.jinja;

/**
 * A piece of a template.
 *
 * @param value the text of TEXT, NAME and OPERATOR, the value of a literal
 */
record Token(Kind kind, Object value, int line) {

    enum Kind {
        TEXT,
        PRINT_BEGIN,
        PRINT_END,
        TAG_BEGIN,
        TAG_END,
        NAME,
        STRING,
        NUMBER,
        OPERATOR,
        END
    }

    boolean is(Kind wanted, String text) {
        return kind == wanted && text.equals(value);
    }

    String shown() {
        return switch (kind) {
            case TEXT -> "text";
            case PRINT_BEGIN -> "'{{'";
            case PRINT_END -> "'}}'";
            case TAG_BEGIN -> "'{%'";
            case TAG_END -> "'%}'";
            case NAME, OPERATOR -> "'" + value + "'";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case END -> "the end of the template";
        };
    }
}
