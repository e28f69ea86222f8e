package assay.show;

import assay.lib.play.BoardSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame of a game: what is going on, the board, who holds how much of it, and how the mismatches went.
 *
 * @param work what the game says about how far it is, or null
 */
record BoardFrame(BoardSnapshot board, Trace trace, Work work) {
    /** Lines of a row of cells. */
    private static final int ROW = 3;

    /** At most {@code height} lines of at most {@code width} columns. */
    List<Line> lines(int width, int height) {
        BoardDrawing drawing = BoardDrawing.ofEntropies(board);
        List<Line> below = new ArrayList<>(Prose.lines(drawing.legend(), width));
        below.add(Line.of("territory   ", Ink.FAINT)
                .then(Territory.line(board.players(), drawing.territory(), width - 12)));
        below.add(Line.of("mismatches  ", Ink.FAINT).then(trace.line(Math.max(8, width - 18))));
        int room = height - 1 - below.size();
        List<Line> cells = drawing.lines(width);
        if (cells.size() > room) {
            int kept = Math.max(1, (room - 1) / ROW) * ROW;
            int hidden = (cells.size() - kept) / ROW;
            cells = new ArrayList<>(cells.subList(0, kept));
            if (hidden > 0) cells.add(Line.of("… " + Count.of(hidden, "more row"), Ink.FAINT));
        }
        List<Line> lines = new ArrayList<>();
        lines.add(title());
        lines.addAll(cells);
        lines.addAll(below);
        return lines.stream()
                .limit(Math.max(1, height))
                .map(line -> line.cut(width))
                .toList();
    }

    private Line title() {
        return Line.of(game(board), Ink.STRONG).then("  " + where(board, work));
    }

    static Line sentence(BoardSnapshot board, Work work) {
        return Line.of(game(board) + ": " + where(board, work));
    }

    private static String game(BoardSnapshot board) {
        return board.game() + " " + String.join(" vs ", board.players());
    }

    private static String where(BoardSnapshot board, Work work) {
        String most = work != null && work.total() > 0 ? " of " + work.total() : "";
        String replicates = board.replicates() > 1
                ? ", board " + board.replicate() + " (" + board.running() + " of " + board.replicates() + " running)"
                : "";
        String turn = board.turn() == board.iteration() ? "" : ", turn " + board.turn();
        return "iteration " + board.iteration() + most + turn + replicates;
    }
}
