package assay.lib.play;

import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A game that is over, as the fields scripts read; {@link ReportFields} says what each means. */
final class Report {
    private static final Value NONE = new Value.None();

    private final Played played;
    private final List<Board> boards;
    private final List<String> names;

    Report(Played played) {
        this.played = played;
        this.boards = played.boards();
        this.names = played.names();
    }

    /** The fields that one player and two have in common. */
    Map<String, Value> common() {
        BoardTables tables = new BoardTables(played);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("iterations", mean(board -> board.ending().iterations()));
        fields.put("converged", Value.of(boards.stream().allMatch(Report::settled)));
        fields.put("stopped", stopped());
        fields.put("cycle", cycle());
        fields.put("text", Value.of(text(boards.getFirst())));
        fields.put("tokens", tokens());
        fields.put("flips", mean(board -> board.history.size()));
        fields.put("blocked", mean(this::blocked));
        fields.put("history", tables.history());
        fields.put("insertions", tables.insertions());
        fields.put("mismatches", tables.mismatches());
        fields.put("cells", tables.cells());
        fields.put("runs", runs());
        fields.put(
                "oscillating",
                Value.of(boards.stream()
                        .filter(board -> board.ending().stop() == Stop.CYCLE)
                        .count()));
        fields.put("periods", periods());
        fields.put("forward_positions", Value.of(played.positions()));
        fields.put("ties", Value.of(played.ties().stream().mapToLong(n -> n).sum()));
        fields.put("settings", settings());
        fields.put("models", models());
        return fields;
    }

    /** What the game was played by, so that it can be played again. */
    private Value settings() {
        Map<String, Value> settings = new LinkedHashMap<>();
        settings.put("mode", Value.of(played.rules().mode().word()));
        settings.put("length", Value.of(boards.getFirst().length()));
        settings.put("iterations", Value.of(played.rules().iterations()));
        settings.put("block", Value.of(played.rules().block()));
        settings.put("anchor", Value.of(played.rules().anchor()));
        settings.put("first", Value.of(names.get(played.rules().first())));
        settings.put("replicates", Value.of(boards.size()));
        return new Value.Rec(settings);
    }

    private Value models() {
        Map<String, Value> models = new LinkedHashMap<>();
        for (int player = 0; player < names.size(); player++) {
            String name = names.get(player);
            played.models().get(player).ifPresent(model -> models.put(name, new Value.ModelRef(model)));
        }
        return new Value.Rec(models);
    }

    /** The fields that only a battle has. */
    Map<String, Value> rivalry() {
        Rows territory = new Rows("player", "cells", "share");
        int contested = boards.getFirst().length() - played.rules().anchor();
        for (int player = 0; player < names.size(); player++) {
            double cells = meanTerritory(player);
            territory.add(names.get(player), cells, cells / contested);
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("winner", winner(this::meanTerritory));
        fields.put("territory", territory.table());
        return fields;
    }

    private double meanTerritory(int player) {
        return boards.stream()
                .mapToInt(board -> board.territory(player))
                .average()
                .orElseThrow();
    }

    private Value winner(IntToDoubleFunction territory) {
        double first = territory.applyAsDouble(0);
        double second = territory.applyAsDouble(1);
        return first == second ? NONE : Value.of(names.get(first > second ? 0 : 1));
    }

    private Value mean(ToDoubleFunction<Board> number) {
        return Value.of(boards.stream().mapToDouble(number).average().orElseThrow());
    }

    private static boolean settled(Board board) {
        return board.ending().stop() == Stop.SETTLED;
    }

    private int blocked(Board board) {
        return played.rules().mode() == Mode.SINGLE
                ? board.blocked(played.rules().block())
                : 0;
    }

    private Value stopped() {
        Set<String> words =
                boards.stream().map(board -> board.ending().stop().word()).collect(Collectors.toSet());
        return Value.of(words.size() == 1 ? words.iterator().next() : "mixed");
    }

    private Value cycle() {
        Set<Integer> periods =
                boards.stream().map(board -> board.ending().period()).collect(Collectors.toSet());
        int period = periods.iterator().next();
        return periods.size() == 1 && period > 0 ? Value.of(period) : NONE;
    }

    private Value tokens() {
        Map<String, Value> tokens = new LinkedHashMap<>();
        Board board = boards.getFirst();
        for (int player = 0; player < names.size(); player++) {
            List<Value> ids = new ArrayList<>();
            for (int cell = 0; cell < board.length(); cell++) {
                for (int id : board.tokens(player, played.readers().get(player), cell)) ids.add(Value.of(id));
            }
            tokens.put(names.get(player), new Value.Listing(ids));
        }
        return names.size() == 1 ? tokens.get(names.getFirst()) : new Value.Rec(tokens);
    }

    private static String text(Board board) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int cell = 0; cell < board.length(); cell++)
            bytes.writeBytes(board.cell(cell).bytes());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Table runs() {
        List<String> columns = new ArrayList<>(
                List.of("replicate", "iterations", "converged", "stopped", "cycle", "flips", "blocked", "text"));
        if (names.size() > 1) {
            columns.add("winner");
            names.forEach(name -> columns.add("territory_" + name));
        }
        List<List<Value>> rows = new ArrayList<>();
        for (Board board : boards) {
            Board.Ending ending = board.ending();
            List<Value> row = new ArrayList<>(List.of(
                    Value.of(board.replicate + 1),
                    Value.of(ending.iterations()),
                    Value.of(settled(board)),
                    Value.of(ending.stop().word()),
                    ending.period() > 0 ? Value.of(ending.period()) : NONE,
                    Value.of(board.history.size()),
                    Value.of(blocked(board)),
                    Value.of(text(board))));
            if (names.size() > 1) {
                row.add(winner(board::territory));
                for (int player = 0; player < names.size(); player++) row.add(Value.of(board.territory(player)));
            }
            rows.add(row);
        }
        return Table.of(columns, rows);
    }

    private Table periods() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (Board board : boards)
            if (board.ending().period() > 0) counts.merge(board.ending().period(), 1, Integer::sum);
        Rows rows = new Rows("period", "count");
        counts.forEach(rows::add);
        return rows.table();
    }
}
