package assay.lib.play;

import java.util.List;

/**
 * What a game is played by.
 *
 * @param iterations the most there may be
 * @param block flips after which a cell is never replaced again; matters in {@link Mode#SINGLE} only
 * @param anchor so many first cells are contested by nobody
 * @param first index of the player that begins
 */
record Rules(Mode mode, int iterations, int block, int anchor, int first) {

    /** A cell before the first prediction is needed as soon as one player has no begin token. */
    static int leastAnchor(List<Reader> readers) {
        return readers.stream().allMatch(Reader::opens) ? 0 : 1;
    }
}
