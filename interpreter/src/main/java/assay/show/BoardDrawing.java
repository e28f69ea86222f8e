package assay.show;

import assay.lib.play.BoardSnapshot;
import assay.lib.play.BoardSnapshot.Square;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A board: its cells in order, below each who placed it and what is the matter with it, and a bar.
 *
 * @param measure what the bars are about, e.g. {@code entropy}
 * @param amounts a bar per cell; NaN for none
 */
record BoardDrawing(List<String> players, List<Square> squares, String measure, double[] amounts) {
    private static final int WIDEST = 18;
    private static final int NARROWEST = 3;
    private static final String LETTERS = "AB";
    private static final String NOBODY = "-";

    static BoardDrawing ofEntropies(BoardSnapshot board) {
        double[] amounts = board.squares().stream().mapToDouble(Square::entropy).toArray();
        return new BoardDrawing(board.players(), board.squares(), "entropy", amounts);
    }

    static BoardDrawing ofFlips(List<String> players, List<Square> squares) {
        return new BoardDrawing(
                players,
                squares,
                "flips",
                squares.stream().mapToDouble(Square::flips).toArray());
    }

    static String letter(int owner) {
        return owner == BoardSnapshot.START ? NOBODY : LETTERS.substring(owner, owner + 1);
    }

    /** The cells in rows of three lines, none longer than {@code width} columns. */
    List<Line> lines(int width) {
        double most = most();
        List<Line> lines = new ArrayList<>();
        Line texts = Line.EMPTY;
        Line marks = Line.EMPTY;
        Line bars = Line.EMPTY;
        for (int i = 0; i < squares.size(); i++) {
            Line cell = cell(squares.get(i), width);
            boolean full = texts.width() + 1 + cell.width() > width;
            if (i > 0 && full) lines.addAll(List.of(texts, marks, bars));
            int from = i == 0 || full ? 0 : texts.width() + 1;
            if (from == 0) {
                texts = Line.EMPTY;
                marks = Line.EMPTY;
                bars = Line.EMPTY;
            }
            texts = texts.padRight(from).then(cell);
            marks = marks.padRight(from).then(mark(squares.get(i)));
            bars = bars.padRight(from).then(" " + bar(amounts[i], most), Ink.FAINT);
        }
        if (!squares.isEmpty()) lines.addAll(List.of(texts, marks, bars));
        return lines;
    }

    private static char bar(double amount, double most) {
        return amount == 0 ? ' ' : Bars.level(amount, most);
    }

    private double most() {
        return Arrays.stream(amounts).filter(Double::isFinite).max().orElse(0);
    }

    private static Line cell(Square square, int width) {
        Line text = Line.of(Token.shown(square.text())).cut(Math.clamp(width - 2L, 1, WIDEST));
        return text.padRight(NARROWEST - 1).inked(Ink.cellOf(square.owner())).framed();
    }

    private static Line mark(Square square) {
        String owner = square.contested() ? letter(square.owner()) : "=";
        Line mark = Line.of(" ").then(owner, Ink.of(square.owner()));
        if (square.blocked()) return mark.then("#", Ink.STRONG);
        return square.mismatch().contains(true) ? mark.then("≠", Ink.WARNING) : mark;
    }

    /** What the marks mean, of those that occur. */
    Line legend() {
        Line legend = Line.EMPTY;
        for (int player = 0; player < players.size(); player++) {
            legend = legend.then(letter(player) + " " + players.get(player) + "  ", Ink.of(player));
        }
        if (any(square -> square.contested() && square.owner() == BoardSnapshot.START)) {
            legend = legend.then(NOBODY + " start  ", Ink.NOBODY);
        }
        if (any(square -> !square.contested())) legend = legend.then("= anchor  ", Ink.NOBODY);
        if (any(square -> square.mismatch().contains(true) && !square.blocked())) {
            legend = legend.then("≠ mismatch  ", Ink.WARNING);
        }
        if (any(Square::blocked)) legend = legend.then("# blocked  ", Ink.STRONG);
        return most() > 0
                ? legend.then("▂▅█ " + measure + " to " + Digits.of(Math.round(most() * 10) / 10.0), Ink.FAINT)
                : legend;
    }

    private boolean any(Predicate<Square> property) {
        return squares.stream().anyMatch(property);
    }

    /** Cells that each player holds, and last those that nobody has replaced. */
    double[] territory() {
        double[] cells = new double[players.size() + 1];
        for (Square square : squares) cells[square.owner() == BoardSnapshot.START ? players.size() : square.owner()]++;
        return cells;
    }
}
