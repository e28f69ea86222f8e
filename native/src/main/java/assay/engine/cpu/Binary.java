package assay.engine.cpu;

/** Functions of two elements. */
enum Binary {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MAXIMUM,
    MINIMUM
}
