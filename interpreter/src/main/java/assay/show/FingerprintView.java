package assay.show;

import assay.lib.value.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@code fingerprint} found: the players next to each other, each under pressure and alone. */
final class FingerprintView {
    private static final int BAR = 6;
    private static final int FEW = 12;
    private static final int WIDE = 48;

    private final Fields fields;
    private final Look look;
    private final List<Fields> players;

    private FingerprintView(Result result, Look look) {
        this.fields = Fields.of(result);
        this.look = look;
        this.players = fields.rows("players", "player").stream().limit(2).toList();
    }

    static List<Line> lines(Result result, Look look) {
        FingerprintView view = new FingerprintView(result, look);
        List<Line> lines = new ArrayList<>(Prose.lines(view.title(), look.width()));
        List<IntFunction<List<Line>>> parts = List.of(view::summary, view::tokens, view::sources);
        if (Beside.fits(view.players.size(), look.width())) {
            for (IntFunction<List<Line>> part : parts) Blocks.add(lines, view.beside(part));
        } else {
            for (int player = 0; player < view.players.size(); player++) {
                for (IntFunction<List<Line>> part : parts) Blocks.add(lines, part.apply(player));
            }
        }
        Blocks.add(lines, Warned.lines(view.fields.texts("warnings"), look.width()));
        return lines.stream().map(line -> line.cut(look.width())).toList();
    }

    private Line title() {
        Line title = Line.of("fingerprint", Ink.STRONG).then("  ");
        for (int player = 0; player < players.size(); player++) {
            if (player > 0) title = title.then(" and ", Ink.FAINT);
            title = title.then(name(player), Ink.of(player));
        }
        Optional<String> distance = fields.number("distance").map(Digits::of);
        String p = fields.number("p").map(number -> ", p " + Digits.of(number)).orElse("");
        return distance.isEmpty() ? title : title.then("   " + distance.get() + " apart" + p);
    }

    private String name(int player) {
        return players.get(player).text("player").orElse("");
    }

    private int width() {
        return Beside.width(players.size(), look.width());
    }

    private List<Line> beside(IntFunction<List<Line>> part) {
        List<List<Line>> blocks =
                IntStream.range(0, players.size()).mapToObj(part).toList();
        boolean empty = blocks.stream().allMatch(List::isEmpty);
        return empty ? List.of() : Beside.lines(blocks, look.width());
    }

    private List<Fields> of(String table, int player) {
        return fields.rows(table, "player").stream()
                .filter(row -> row.text("player").filter(name(player)::equals).isPresent())
                .toList();
    }

    /** How much and how varied, under pressure and alone. */
    private List<Line> summary(int player) {
        Fields row = players.get(player);
        boolean solo = row.number("solo_insertions").isPresent();
        List<Grid.Column> columns =
                new ArrayList<>(List.of(new Grid.Column("", false), new Grid.Column(solo ? "pressed" : "", true)));
        if (solo) columns.add(new Grid.Column("alone", true));
        List<List<Line>> cells = new ArrayList<>();
        cells.add(numbers("inserted", row, "insertions", solo));
        cells.add(numbers("different", row, "distinct", solo));
        cells.add(numbers("entropy", row, "entropy", solo));
        List<Line> lines = new ArrayList<>();
        String letter = players.size() > 1 ? BoardDrawing.letter(player) + " " : "";
        lines.add(Line.of(letter + name(player), Ink.of(player)).cut(width()));
        lines.addAll(new Grid(columns, cells).lines(width()));
        row.number("distance").ifPresent(distance -> {
            String p = row.number("p").map(number -> ", p " + Digits.of(number)).orElse("");
            lines.add(Line.of("distance to alone " + Digits.of(distance) + p).cut(width()));
        });
        lines.addAll(only("only under pressure", row.number("pressure_only"), of("under_pressure", player)));
        lines.addAll(only("only alone", row.number("alone_only"), of("alone", player)));
        return lines;
    }

    private static List<Line> numbers(String label, Fields row, String name, boolean solo) {
        Line pressed = row.number(name).map(n -> Line.of(Digits.of(n))).orElse(Line.EMPTY);
        Line alone = row.number("solo_" + name).map(n -> Line.of(Digits.of(n))).orElse(Line.EMPTY);
        return solo ? List.of(Line.of(label, Ink.FAINT), pressed, alone) : List.of(Line.of(label, Ink.FAINT), pressed);
    }

    private List<Line> only(String label, Optional<Double> count, List<Fields> tokens) {
        if (count.isEmpty()) return List.of();
        String first = tokens.stream()
                .limit(FEW)
                .map(row -> Token.shown(row.text("text").orElse("")))
                .collect(Collectors.joining("  "));
        String more = count.get() > Math.min(FEW, tokens.size()) && !first.isEmpty() ? "  …" : "";
        Line line = Line.of(label + " " + Digits.of(count.get()), Ink.FAINT)
                .then(first.isEmpty() ? "" : "  " + first + more);
        return List.of(line.cut(width()));
    }

    private List<Line> tokens(int player) {
        List<Fields> rows = of("tokens", player);
        return rows.isEmpty() ? List.of() : TokenBars.lines(player, rows, look.top(), width());
    }

    /** Which part of its training speaks when a player is pressed. */
    private List<Line> sources(int player) {
        List<Fields> rows = of("sources", player);
        List<Fields> known =
                rows.stream().filter(row -> row.number("share").isPresent()).toList();
        if (known.isEmpty()) return List.of();
        double most = known.stream()
                .mapToDouble(row -> row.number("share").get())
                .max()
                .orElse(0);
        boolean wide = width() >= WIDE;
        List<Grid.Column> columns = new ArrayList<>(List.of(
                new Grid.Column("source", false),
                new Grid.Column("share", true),
                new Grid.Column("", true),
                new Grid.Column("expected", true)));
        if (wide) columns.add(new Grid.Column("alone", true));
        List<List<Line>> cells = new ArrayList<>();
        for (Fields row : known) {
            List<Line> line = new ArrayList<>(List.of(
                    Line.of(row.text("source").orElse("")),
                    TokenBars.share(row.number("share")),
                    Line.of(Bars.bar(row.number("share").get() / most, BAR), Ink.of(player))
                            .padRight(BAR),
                    TokenBars.share(row.number("expected"))));
            if (wide) line.add(TokenBars.share(row.number("solo_share")));
            cells.add(line);
        }
        List<Line> lines = new ArrayList<>(new Grid(columns, cells).lines(width()));
        rows.stream().filter(row -> row.number("share").isEmpty()).forEach(row -> row.number("insertions")
                .ifPresent(n -> lines.add(Line.of("of no source: " + Digits.of(n), Ink.FAINT))));
        return lines;
    }
}
