package assay.show;

import assay.lib.play.BoardSnapshot;
import assay.lib.play.BoardSnapshot.Square;
import java.util.ArrayList;
import java.util.List;

/** A board: its cells in order, below each who placed it and what is the matter with it, and the mover's entropy. */
record BoardDrawing(List<String> players, List<Square> squares) {
    private static final int WIDEST = 18;
    private static final int NARROWEST = 3;
    private static final String LETTERS = "AB";

    static String letter(int owner) {
        return owner == BoardSnapshot.START ? "·" : LETTERS.substring(owner, owner + 1);
    }

    /** Cells of the board in rows, each of two or three lines; no longer than {@code width} columns. */
    List<Line> lines(int width) {
        double most = squares.stream()
                .mapToDouble(Square::entropy)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        boolean entropies = squares.stream().anyMatch(square -> !Double.isNaN(square.entropy()));
        List<Line> lines = new ArrayList<>();
        Line texts = Line.EMPTY;
        Line marks = Line.EMPTY;
        Line heats = Line.EMPTY;
        for (Square square : squares) {
            Line cell = cell(square, width - 1);
            int wide = cell.width();
            if (!texts.isBlank() && texts.width() + wide > width) {
                add(lines, texts, marks, heats, entropies);
                texts = Line.EMPTY;
                marks = Line.EMPTY;
                heats = Line.EMPTY;
            }
            texts = texts.then(cell).then(" ");
            marks = marks.then(mark(square)).padRight(texts.width());
            String heat = String.valueOf(Bars.level(square.entropy(), most)).repeat(wide);
            heats = heats.then(heat, Ink.FAINT).then(" ");
        }
        add(lines, texts, marks, heats, entropies);
        return lines;
    }

    private static void add(List<Line> lines, Line texts, Line marks, Line heats, boolean entropies) {
        if (texts.isBlank()) return;
        lines.add(texts);
        lines.add(marks);
        if (entropies) lines.add(heats);
    }

    private static Line cell(Square square, int width) {
        String text = token(square.text());
        Line cell = Line.of(text).cut(Math.max(1, Math.min(WIDEST, width - 2)));
        String padded = " " + cell.render(false) + " ";
        int missing = NARROWEST - Glyphs.width(padded);
        return Line.of(padded + " ".repeat(Math.max(0, missing)), Ink.cellOf(square.owner()));
    }

    /** A token's text with the spaces at its ends made visible. */
    static String token(String text) {
        if (text.isEmpty()) return "∅";
        String ahead = text.replaceFirst("^ +", "");
        String inner = ahead.replaceFirst(" +$", "");
        return "·".repeat(text.length() - ahead.length()) + inner + "·".repeat(ahead.length() - inner.length());
    }

    private static Line mark(Square square) {
        Line mark = Line.of(" ").then(square.contested() ? letter(square.owner()) : "=", Ink.of(square.owner()));
        if (square.blocked()) return mark.then("#", Ink.STRONG);
        if (square.mismatch().contains(true)) return mark.then("≠", Ink.WARNING);
        return mark;
    }

    /** What the marks mean, of those that occur. */
    Line legend() {
        Line legend = Line.EMPTY;
        for (int player = 0; player < players.size(); player++) {
            legend = legend.then(letter(player) + " " + players.get(player) + "  ", Ink.of(player));
        }
        if (any(square -> square.contested() && square.owner() == BoardSnapshot.START)) {
            legend = legend.then("· start  ", Ink.NOBODY);
        }
        if (any(square -> !square.contested())) legend = legend.then("= anchor  ", Ink.NOBODY);
        if (any(square -> square.mismatch().contains(true) && !square.blocked())) {
            legend = legend.then("≠ mismatch  ", Ink.WARNING);
        }
        return any(Square::blocked) ? legend.then("# blocked", Ink.STRONG) : legend;
    }

    private boolean any(java.util.function.Predicate<Square> property) {
        return squares.stream().anyMatch(property);
    }

    /** Cells that each player holds, and last those that nobody has replaced. */
    int[] territory() {
        int[] cells = new int[players.size() + 1];
        for (Square square : squares) cells[square.owner() == BoardSnapshot.START ? players.size() : square.owner()]++;
        return cells;
    }
}
