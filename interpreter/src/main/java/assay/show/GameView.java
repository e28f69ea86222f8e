package assay.show;

import assay.lib.play.BoardSnapshot;
import assay.lib.play.BoardSnapshot.Square;
import assay.lib.value.Result;
import java.util.ArrayList;
import java.util.List;

/** What {@code converge} and {@code battle} found: how it ended, the text or the board, and what was inserted. */
final class GameView {
    private static final int LABEL = 12;

    private final Result result;
    private final Fields fields;
    private final Look look;
    private final List<String> players;

    private GameView(Result result, Look look) {
        this.result = result;
        this.fields = Fields.of(result);
        this.look = look;
        this.players = fields.table("mismatches")
                .map(table -> table.columns().stream()
                        .filter(column -> !column.equals("iteration") && !column.equals("total"))
                        .limit(2)
                        .toList())
                .orElse(List.of());
    }

    static List<Line> lines(Result result, Look look) {
        GameView view = new GameView(result, look);
        List<Line> lines = new ArrayList<>();
        lines.addAll(Prose.lines(view.title(), look.width()));
        lines.addAll(Prose.lines(new Outcome(view.fields).line(), look.width()));
        Blocks.add(lines, view.players.size() > 1 ? view.board() : view.text());
        Blocks.add(lines, view.course());
        Blocks.add(lines, view.insertions());
        Blocks.add(lines, view.controls());
        Blocks.add(lines, Warned.lines(view.fields.texts("warnings"), look.width()));
        return lines.stream().map(line -> line.cut(look.width())).toList();
    }

    private Line title() {
        Line title = Line.of(result.verb(), Ink.STRONG).then("  ");
        for (int player = 0; player < players.size(); player++) {
            if (player > 0) title = title.then(" vs ", Ink.FAINT);
            title = title.then(players.get(player), Ink.of(player));
        }
        Fields settings = fields.record("settings");
        List<String> parts = new ArrayList<>();
        settings.text("mode").ifPresent(parts::add);
        settings.number("length").ifPresent(length -> parts.add("length " + Digits.of(length)));
        if (settings.text("mode").filter("single"::equals).isPresent()) {
            settings.number("block").ifPresent(block -> parts.add("block " + Digits.of(block)));
        }
        if (players.size() > 1) settings.text("first").ifPresent(first -> parts.add(first + " begins"));
        return title.then("   " + String.join(", ", parts), Ink.FAINT);
    }

    private List<Line> text() {
        List<Line> lines = new ArrayList<>();
        fields.text("text").ifPresent(text -> {
            for (Line line : Prose.lines(text, look.width() - 4, Ink.PLAIN)) {
                lines.add(Line.of("  │ ", Ink.FAINT).then(line));
            }
        });
        return lines;
    }

    private List<Line> board() {
        List<Square> squares = fields.rows("cells", "text", "owner").stream()
                .filter(cell -> cell.number("replicate").orElse(1.0) == 1)
                .map(this::square)
                .toList();
        if (squares.isEmpty()) return List.of();
        BoardDrawing drawing = BoardDrawing.ofFlips(players, squares);
        List<Line> lines = new ArrayList<>();
        if (fields.rows("runs").size() > 1) lines.add(Line.of("the final board of replicate 1", Ink.FAINT));
        lines.addAll(drawing.lines(look.width()));
        lines.addAll(Prose.lines(drawing.legend(), look.width()));
        return lines;
    }

    private Square square(Fields cell) {
        int owner = cell.text("owner").map(players::indexOf).orElse(BoardSnapshot.START);
        int flips = cell.number("flips").orElse(0.0).intValue();
        boolean contested = !cell.values().containsKey("contested") || cell.flag("contested");
        return new Square(
                cell.text("text").orElse(""), owner, flips, contested, cell.flag("blocked"), Double.NaN, List.of());
    }

    /** How the board was divided and how the mismatches went. */
    private List<Line> course() {
        List<Line> lines = new ArrayList<>();
        List<Fields> territory = fields.rows("territory", "player", "cells");
        if (territory.size() == 2) {
            double[] cells = new double[3];
            for (int i = 0; i < 2; i++)
                cells[i] = territory.get(i).number("cells").orElse(0.0);
            Fields settings = fields.record("settings");
            double contested = settings.number("length").orElse(0.0)
                    - settings.number("anchor").orElse(0.0);
            cells[2] = Math.max(0, contested - cells[0] - cells[1]);
            lines.add(label("territory").then(Territory.line(players, cells, look.width() - LABEL)));
        }
        List<Fields> mismatches = fields.rows("mismatches");
        for (int player = 0; player < players.size(); player++) {
            String name = players.get(player);
            double[] counts = mismatches.stream()
                    .mapToDouble(row -> row.number(name).orElse(Double.NaN))
                    .toArray();
            Line line = label(player == 0 ? "mismatches" : "");
            if (players.size() > 1) line = line.then(BoardDrawing.letter(player) + " ", Ink.of(player));
            lines.add(line.then(course(counts, look.width() - LABEL - 20), Ink.of(player))
                    .then("  " + ends(counts)));
        }
        return lines;
    }

    private static String course(double[] counts, int width) {
        return Bars.spark(counts, Math.clamp(width, 8, 60));
    }

    private static String ends(double[] counts) {
        double[] known =
                java.util.Arrays.stream(counts).filter(Double::isFinite).toArray();
        if (known.length == 0) return "";
        return Digits.of(known[0]) + (known.length > 1 ? " → " + Digits.of(known[known.length - 1]) : "");
    }

    private static Line label(String text) {
        return Line.of(text, Ink.FAINT).padRight(LABEL);
    }

    private List<Line> insertions() {
        List<Fields> all = fields.rows("insertions", "player", "text", "share");
        int width = Beside.width(players.size(), look.width());
        List<List<Line>> blocks = new ArrayList<>();
        for (int player = 0; player < players.size(); player++) {
            String name = players.get(player);
            List<Fields> own = all.stream()
                    .filter(row -> row.text("player").filter(name::equals).isPresent())
                    .toList();
            if (own.isEmpty()) continue;
            List<Line> block = new ArrayList<>(List.of(heading(player, own).cut(width)));
            block.addAll(TokenBars.lines(player, own, look.top(), width));
            blocks.add(block);
        }
        return Beside.lines(blocks, look.width());
    }

    private Line heading(int player, List<Fields> insertions) {
        double total = insertions.stream()
                .mapToDouble(row -> row.number("count").orElse(0.0))
                .sum();
        String letter = players.size() > 1 ? BoardDrawing.letter(player) + " " : "";
        return Line.of(letter + players.get(player), Ink.of(player))
                .then("  " + Digits.of(total) + " inserted, " + insertions.size() + " different", Ink.FAINT);
    }

    private List<Line> controls() {
        return fields.table("comparisons")
                .map(table -> {
                    List<Line> lines = new ArrayList<>();
                    lines.add(Line.of("insertions against controls", Ink.STRONG));
                    lines.addAll(TableView.lines(table, look));
                    return lines;
                })
                .orElse(new ArrayList<>());
    }
}
