package assay.lib.play;

import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What happened on the boards of a game, row by row. */
final class BoardTables {
    private static final Value NONE = new Value.None();

    private final Played played;
    private final List<Board> boards;
    private final List<String> names;

    BoardTables(Played played) {
        this.played = played;
        this.boards = played.boards();
        this.names = played.names();
    }

    /** A row per replacement. */
    Table history() {
        Rows rows = new Rows(
                "replicate",
                "iteration",
                "turn",
                "player",
                "cell",
                "old",
                "old_bytes",
                "old_ids",
                "new",
                "new_bytes",
                "new_id",
                "entropy",
                "probability",
                "opponent_probability",
                "survival");
        for (Board board : boards) {
            for (Move move : board.history) {
                List<Value> oldIds = IntStream.of(
                                played.readers().get(move.player()).tokens(move.old()))
                        .mapToObj(id -> Value.of(id))
                        .toList();
                rows.add(
                        board.replicate + 1,
                        move.iteration(),
                        move.turn(),
                        names.get(move.player()),
                        move.cell(),
                        move.old().text(),
                        move.old().hex(),
                        new Value.Listing(oldIds),
                        move.placed().text(),
                        move.placed().hex(),
                        move.placed().id(),
                        move.entropy(),
                        move.probability(),
                        Double.isNaN(move.answer()) ? NONE : move.answer(),
                        move.overwritten() == 0 ? NONE : move.overwritten() - move.turn());
            }
        }
        return rows.table();
    }

    /** Counts over all replicates. */
    Table insertions() {
        Rows rows = new Rows("player", "token", "text", "bytes", "count", "share");
        for (int player = 0; player < names.size(); player++) {
            for (Tally.Count count : Tally.of(played, Set.of(player)).counts())
                rows.add(names.get(player), count.token(), count.text(), count.bytes(), count.count(), count.share());
        }
        return rows.table();
    }

    /** Boards that have ended stand still: they count with their last numbers. */
    Table mismatches() {
        int iterations =
                boards.stream().mapToInt(board -> board.trace.size()).max().orElseThrow();
        List<String> columns = new ArrayList<>(List.of("iteration"));
        columns.addAll(names);
        columns.add("total");
        List<List<Value>> rows = new ArrayList<>();
        for (int i = 0; i < iterations; i++) {
            List<Value> row = new ArrayList<>(List.of(Value.of(i + 1)));
            double total = 0;
            for (int player = 0; player < names.size(); player++) {
                double sum = 0;
                for (Board board : boards) {
                    int found = board.trace.get(Math.min(i, board.trace.size() - 1))[player];
                    sum += found < 0 ? Double.NaN : found;
                }
                row.add(number(sum / boards.size()));
                total += sum / boards.size();
            }
            row.add(number(total));
            rows.add(row);
        }
        return Table.of(columns, rows);
    }

    /** A row per cell and replicate. */
    Table cells() {
        Rows rows = new Rows(
                "replicate", "cell", "start", "start_bytes", "text", "bytes", "owner", "flips", "contested", "blocked");
        for (Board board : boards) {
            for (int cell = 0; cell < board.length(); cell++) {
                int owner = board.owner(cell);
                rows.add(
                        board.replicate + 1,
                        cell,
                        board.start.get(cell).text(),
                        board.start.get(cell).hex(),
                        board.cell(cell).text(),
                        board.cell(cell).hex(),
                        owner == Board.START ? NONE : names.get(owner),
                        board.flips(cell),
                        cell >= played.rules().anchor(),
                        played.rules().mode() == Mode.SINGLE
                                && board.flips(cell) >= played.rules().block());
            }
        }
        return rows.table();
    }

    private static Value number(double value) {
        return Double.isNaN(value) ? NONE : Value.of(value);
    }
}
