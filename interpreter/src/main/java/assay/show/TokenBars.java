package assay.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a player inserted most, each token with its share as a bar, and with its share alone where that is known. */
final class TokenBars {
    private static final int BAR = 10;
    private static final int SHORT_BAR = 7;

    private TokenBars() {}

    /** @param rows with text, count, share and perhaps solo_share, the most frequent first */
    static List<Line> lines(int player, List<Fields> rows, int top, int width) {
        boolean solo = rows.stream().anyMatch(row -> row.number("solo_share").isPresent());
        double most = rows.stream()
                .mapToDouble(row -> row.number("share").orElse(0.0))
                .max()
                .orElse(0);
        List<List<Line>> cells = rows.stream()
                .limit(top)
                .map(row -> solo ? compared(player, row, most) : counted(player, row, most))
                .toList();
        List<Line> lines = new ArrayList<>(new Grid(solo ? COMPARED : COUNTED, cells).lines(width));
        if (rows.size() > top) lines.add(Line.of("… " + (rows.size() - top) + " more", Ink.FAINT));
        return lines;
    }

    private static final List<Grid.Column> COUNTED = List.of(
            new Grid.Column("", false),
            new Grid.Column("", true),
            new Grid.Column("", true),
            new Grid.Column("", true));

    private static List<Line> counted(int player, Fields row, double most) {
        Line count = row.number("count").map(n -> Line.of(Digits.of(n))).orElse(Line.EMPTY);
        return List.of(text(row), count, share(row.number("share")), bar(player, row, most, BAR));
    }

    private static final List<Grid.Column> COMPARED = List.of(
            new Grid.Column("", false),
            new Grid.Column("share", true),
            new Grid.Column("", true),
            new Grid.Column("alone", true));

    private static List<Line> compared(int player, Fields row, double most) {
        return List.of(
                text(row),
                share(row.number("share")),
                bar(player, row, most, SHORT_BAR),
                row.number("solo_share").filter(alone -> alone > 0).isPresent()
                        ? share(row.number("solo_share"))
                        : Line.of("never", Ink.WARNING));
    }

    private static Line text(Fields row) {
        return Line.of(Token.shown(row.text("text").orElse("")));
    }

    static Line share(Optional<Double> share) {
        return share.map(value -> Line.of(Digits.percent(value))).orElse(Line.EMPTY);
    }

    private static Line bar(int player, Fields row, double most, int width) {
        return Line.of(Bars.bar(row.number("share").orElse(0.0) / most, width), Ink.of(player))
                .padRight(width);
    }
}
