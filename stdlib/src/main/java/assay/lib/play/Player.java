package assay.lib.play;

import java.util.List;

/** Reads boards and predicts their cells; one seat for each replicate, from 0. */
interface Player extends AutoCloseable {

    /**
     * The beginning of a board as tokens.
     *
     * @param asked places to predict, each as the number of tokens before it; at most {@code tokens.length}
     */
    record View(int seat, int[] tokens, int[] asked) {}

    /** How likely was {@code token} after the first {@code place} tokens of the last view? */
    record Question(int seat, int place, int token) {}

    String name();

    Reader reader();

    /** Reads all views as one batch; afterwards {@link #prediction} knows what they ask. */
    void read(List<View> views);

    Prediction prediction(int seat, int place);

    /** Only of places that were asked. */
    double[] probabilities(List<Question> questions);

    /** Token positions pushed through a model so far. */
    long positions();

    /** Predictions so far that several tokens shared the top of. */
    long ties();

    /** Predictions are drawn anew on each reading, so a board that comes back says nothing. */
    boolean draws();

    @Override
    void close();
}
