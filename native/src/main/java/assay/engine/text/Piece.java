package assay.engine.text;

/**
 * A stretch of the text on its way to the model.
 *
 * @param first it stands at the very beginning
 */
record Piece(String text, boolean first) {}
