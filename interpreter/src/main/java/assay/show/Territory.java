package assay.show;

import java.util.List;

/** How the cells of a board are divided, as one bar. */
final class Territory {
    private static final int WIDEST = 60;
    private static final String FILLS = "█▒";

    private Territory() {}

    /** @param cells of each player, and last of nobody */
    static Line line(List<String> players, int[] cells, int width) {
        int all = 0;
        for (int count : cells) all += count;
        if (all == 0) return Line.EMPTY;
        int room = Math.clamp(width - 30L, 10, WIDEST);
        Line bar = Line.EMPTY;
        Line counts = Line.EMPTY;
        int drawn = 0;
        int sum = 0;
        for (int i = 0; i < cells.length; i++) {
            boolean nobody = i == players.size();
            sum += cells[i];
            int until = (int) Math.round((double) sum / all * room);
            String fill = nobody ? "·" : FILLS.substring(i, i + 1);
            bar = bar.then(fill.repeat(until - drawn), Ink.of(i == players.size() ? 2 : i));
            drawn = until;
            String name = nobody ? "·" : BoardDrawing.letter(i);
            if (!nobody || cells[i] > 0) counts = counts.then("  " + name + " " + cells[i], Ink.of(nobody ? 2 : i));
        }
        return Line.of("territory  ", Ink.FAINT).then(bar).then(counts);
    }
}
