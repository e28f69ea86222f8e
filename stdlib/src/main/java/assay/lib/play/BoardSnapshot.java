package assay.lib.play;

import assay.lib.verb.Progress;
import java.util.List;

/**
 * A board as it stands during a game.
 *
 * @param game the verb that plays, e.g. {@code battle}
 * @param players names in the order they were written; one for a model alone
 * @param iteration the current one, from 1
 * @param turn the current one, from 1
 * @param mover index of the player whose turn it was
 * @param replicate the one shown, from 1
 * @param running replicates that have not ended
 */
public record BoardSnapshot(
        String game,
        List<String> players,
        List<Square> squares,
        int iteration,
        int turn,
        int mover,
        int replicate,
        int replicates,
        int running)
        implements Progress.Snapshot {

    /** The {@link Square#owner} of a cell that nobody has replaced. */
    public static final int START = -1;

    /**
     * One cell.
     *
     * @param text malformed bytes are U+FFFD
     * @param owner index of the player that placed it, or {@link #START}
     * @param contested false for the cells of the anchor
     * @param blocked never replaced again
     * @param entropy in nats, of the mover's prediction here; NaN where it made none
     * @param mismatch per player: the prediction it last made here differs from what stands here
     */
    public record Square(
            String text,
            int owner,
            int flips,
            boolean contested,
            boolean blocked,
            double entropy,
            List<Boolean> mismatch) {}
}
