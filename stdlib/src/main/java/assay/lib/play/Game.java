package assay.lib.play;

import assay.lib.verb.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One or two players rewrite boards until nothing changes; all boards advance together, one forward pass a step. */
final class Game {
    private final String name;
    private final List<Player> players;
    private final List<Board> boards;
    private final Rules rules;
    private final Progress progress;
    private int iteration;
    private int turn;

    /** @param boards replicates; the index is the players' seat */
    Game(String name, List<Player> players, List<Board> boards, Rules rules, Progress progress) {
        this.name = name;
        this.players = players;
        this.boards = boards;
        this.rules = rules;
        this.progress = progress;
    }

    /** Plays every board to its end. */
    void play() {
        progress.step(name, 0, rules.iterations());
        if (rules.mode() != Mode.SINGLE) for (Board board : boards) period(board);
        for (List<Board> running = boards; !running.isEmpty(); running = running()) {
            iteration++;
            for (int player : movers()) {
                turn++;
                for (Board board : running) board.mismatches[player] = 0;
                switch (rules.mode()) {
                    case SEQUENTIAL -> pass(player, running);
                    case BATCH -> replaceAll(player, running);
                    case SINGLE -> replaceOne(player, running);
                }
                progress.step(name, iteration, rules.iterations());
                progress.live(snapshot(player, running.getFirst(), running.size()));
            }
            for (Board board : running) {
                board.trace.add(board.mismatches.clone());
                if (board.running()) judge(board);
            }
        }
    }

    private List<Board> running() {
        return boards.stream().filter(Board::running).toList();
    }

    private List<Integer> movers() {
        int n = players.size();
        return rules.mode() == Mode.SINGLE
                ? List.of((rules.first() + iteration - 1) % n)
                : IntStream.range(0, n).mapToObj(i -> (rules.first() + i) % n).toList();
    }

    private void pass(int player, List<Board> running) {
        for (int cell = rules.anchor(); cell < boards.getFirst().length(); cell++) {
            progress.step(name, iteration - 1, rules.iterations());
            look(player, running, cell, cell + 1);
            for (Board board : running) if (differs(player, board, cell)) replace(player, board, cell);
        }
    }

    private void replaceAll(int player, List<Board> running) {
        look(player, running, rules.anchor(), boards.getFirst().length());
        for (Board board : running) {
            for (int cell = rules.anchor(); cell < board.length(); cell++) {
                if (differs(player, board, cell)) replace(player, board, cell);
            }
        }
    }

    private void replaceOne(int player, List<Board> running) {
        look(player, running, rules.anchor(), boards.getFirst().length());
        for (Board board : running) {
            int cell = mostUrgent(player, board);
            if (cell < 0) {
                board.passes++;
            } else if (iteration > rules.iterations()) {
                board.end(Stop.ITERATIONS, rules.iterations(), 0);
            } else {
                board.passes = 0;
                replace(player, board, cell);
            }
        }
    }

    /** The unblocked mismatch of highest entropy, the first of several; -1 if there is none. */
    private int mostUrgent(int player, Board board) {
        int best = -1;
        for (int cell = rules.anchor(); cell < board.length(); cell++) {
            if (board.flips(cell) >= rules.block() || !differs(player, board, cell)) continue;
            if (best < 0 || board.seen[player][cell].urgency() > board.seen[player][best].urgency()) best = cell;
        }
        return best;
    }

    private boolean differs(int player, Board board, int cell) {
        return players.get(player).reader().differs(board.seen[player][cell].token(), board.cell(cell));
    }

    private void replace(int player, Board board, int cell) {
        Prediction by = board.seen[player][cell];
        board.replace(player, cell, players.get(player).reader().cell(by.token()), by, iteration, turn);
    }

    private record Unanswered(Board board, int cell) {}

    /** Has a player read the boards up to {@code to} and predict the cells from {@code from} on. */
    private void look(int player, List<Board> running, int from, int to) {
        Player looker = players.get(player);
        List<Player.View> views =
                running.stream().map(board -> view(player, board, from, to)).toList();
        looker.read(views);
        List<Unanswered> unanswered = new ArrayList<>();
        List<Player.Question> questions = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            Board board = running.get(i);
            for (int cell = from; cell < to; cell++) {
                int place = views.get(i).asked()[cell - from];
                board.seen[player][cell] = looker.prediction(board.replicate, place);
                if (differs(player, board, cell)) board.mismatches[player]++;
                if (!board.unanswered(player, cell)) continue;
                int one = looker.reader().asOne(board.cell(cell));
                if (one < 0) {
                    board.answer(cell, 0);
                } else {
                    unanswered.add(new Unanswered(board, cell));
                    questions.add(new Player.Question(board.replicate, place, one));
                }
            }
        }
        double[] answers = looker.probabilities(questions);
        for (int i = 0; i < answers.length; i++) {
            unanswered.get(i).board.answer(unanswered.get(i).cell, answers[i]);
        }
    }

    /** The prediction for a cell is made after the cells before it, so the last cell is never read. */
    private Player.View view(int player, Board board, int from, int to) {
        Reader reader = players.get(player).reader();
        int[] asked = new int[to - from];
        IntStream.Builder tokens = IntStream.builder();
        int place = 0;
        for (int cell = 0; cell < to; cell++) {
            if (cell >= from) asked[cell - from] = place;
            if (cell == to - 1) break;
            for (int token : board.tokens(player, reader, cell)) {
                tokens.add(token);
                place++;
            }
        }
        return new Player.View(board.replicate, tokens.build().toArray(), asked);
    }

    private void judge(Board board) {
        if (rules.mode() == Mode.SINGLE) {
            if (board.passes < players.size()) return;
            boolean settled = IntStream.of(board.mismatches).allMatch(mismatches -> mismatches == 0);
            int last = board.history.isEmpty() ? 0 : board.history.getLast().iteration();
            board.end(settled ? Stop.SETTLED : Stop.BLOCKED, last, 0);
        } else if (!board.changedIn(iteration)) {
            board.end(Stop.SETTLED, iteration, 0);
        } else {
            int period = period(board);
            if (period > 0) board.end(Stop.CYCLE, iteration, period);
            else if (iteration == rules.iterations()) board.end(Stop.ITERATIONS, iteration, 0);
        }
    }

    /** With a player that draws, a state that comes back is chance and no cycle. */
    private int period(Board board) {
        if (players.stream().anyMatch(Player::draws)) return 0;
        return board.period(players.getFirst().reader(), iteration);
    }

    private BoardSnapshot snapshot(int mover, Board board, int running) {
        List<BoardSnapshot.Square> squares = new ArrayList<>();
        for (int i = 0; i < board.length(); i++) {
            int cell = i;
            Prediction seen = board.seen[mover][cell];
            List<Boolean> mismatch = IntStream.range(0, players.size())
                    .mapToObj(player -> board.seen[player][cell] != null && differs(player, board, cell))
                    .toList();
            squares.add(new BoardSnapshot.Square(
                    board.cell(cell).text(),
                    board.owner(cell),
                    board.flips(cell),
                    cell >= rules.anchor(),
                    rules.mode() == Mode.SINGLE && board.flips(cell) >= rules.block(),
                    seen == null ? Double.NaN : seen.entropy(),
                    mismatch));
        }
        List<String> names = players.stream().map(Player::name).toList();
        return new BoardSnapshot(
                name, names, squares, iteration, turn, mover, board.replicate + 1, boards.size(), running);
    }
}
