package assay.show;

import assay.lib.play.BoardSnapshot;
import java.util.ArrayDeque;

/** How many cells the mover of each turn found to be other than it expected, for the latest turns. */
final class Trace {
    private static final int LONGEST = 400;

    private final ArrayDeque<Integer> counts = new ArrayDeque<>();
    private int turn;

    void add(BoardSnapshot board) {
        int count = (int) board.squares().stream()
                .filter(square -> board.mover() < square.mismatch().size()
                        && square.mismatch().get(board.mover()))
                .count();
        if (board.turn() == turn && !counts.isEmpty()) counts.removeLast();
        turn = board.turn();
        counts.addLast(count);
        if (counts.size() > LONGEST) counts.removeFirst();
    }

    void clear() {
        counts.clear();
    }

    /** The last {@code width} of them. */
    Line line(int width) {
        if (counts.isEmpty()) return Line.EMPTY;
        double[] latest = counts.stream()
                .skip(Math.max(0, counts.size() - width))
                .mapToDouble(Integer::doubleValue)
                .toArray();
        return Line.of(Bars.spark(latest, width)).then(" " + counts.getLast());
    }
}
