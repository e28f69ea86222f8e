package assay.show;

import java.util.List;

/** How the cells of a board are divided, as one bar. */
final class Territory {
    private static final int WIDEST = 60;
    private static final String FILLS = "█▒";

    private Territory() {}

    /** @param cells of each player, and last of nobody */
    static Line line(List<String> players, double[] cells, int width) {
        double all = 0;
        for (double count : cells) all += count;
        if (!(all > 0)) return Line.EMPTY;
        Line counts = Line.EMPTY;
        for (int i = 0; i < cells.length; i++) {
            boolean nobody = i == players.size();
            if (nobody && cells[i] == 0) continue;
            String letter = BoardDrawing.letter(nobody ? -1 : i);
            counts = counts.then("  " + letter + " " + Digits.of(cells[i]), ink(i, nobody));
        }
        int room = Math.clamp(width - counts.width(), 8, WIDEST);
        Line bar = Line.EMPTY;
        int drawn = 0;
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            boolean nobody = i == players.size();
            sum += cells[i];
            int until = (int) Math.round(sum / all * room);
            String fill = nobody ? "-" : FILLS.substring(i, i + 1);
            bar = bar.then(fill.repeat(until - drawn), ink(i, nobody));
            drawn = until;
        }
        return bar.then(counts);
    }

    private static Ink ink(int player, boolean nobody) {
        return nobody ? Ink.NOBODY : Ink.of(player);
    }
}
