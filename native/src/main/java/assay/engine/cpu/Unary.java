package assay.engine.cpu;

/** Functions of one element. */
enum Unary {
    NEGATIVE,
    EXP,
    LOG,
    SQRT,
    RSQRT,
    TANH,
    SIGMOID,
    SILU,
    GELU
}
