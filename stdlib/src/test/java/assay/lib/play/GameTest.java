package assay.lib.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Games of invented players against the rules written a second time. */
class GameTest {
    static final LetterTokenizer LETTERS = new LetterTokenizer(List.of("a", "b", "c", "ab", "é", "<s>"), true);
    static final LetterTokenizer OTHERS = new LetterTokenizer(List.of("é", "a", "bc", "b", "c", "ca"), false);
    static final Silence SILENCE = new Silence();

    static List<Cell> cells(LetterTokenizer tokenizer, int[] ids) {
        return IntStream.of(ids)
                .mapToObj(id -> new Cell(id, tokenizer.bytes(id)))
                .toList();
    }

    static String moves(Board board) {
        List<String> log = new ArrayList<>();
        for (Move move : board.history) {
            log.add(move.turn() + " " + move.player() + " " + move.cell() + " "
                    + move.old().hex() + ">" + move.placed().hex());
        }
        return String.join("\n", log);
    }

    static String end(Board board) {
        Board.Ending ending = board.ending();
        return ending.stop().word() + (ending.period() > 0 ? " " + ending.period() : "");
    }

    @Property(tries = 400)
    void playsByTheRules(
            @ForAll long seed,
            @ForAll Mode mode,
            @ForAll @IntRange(min = 2, max = 7) int length,
            @ForAll @IntRange(min = 1, max = 4) int block,
            @ForAll @IntRange(min = 0, max = 3) int tables,
            @ForAll @IntRange(min = 1, max = 3) int replicates,
            @ForAll boolean second) {
        // One player, one against itself, two with one vocabulary, two with different ones.
        List<LetterTokenizer> tokenizers =
                tables == 0 ? List.of(LETTERS) : List.of(LETTERS, tables == 3 ? OTHERS : LETTERS);
        List<Reader> readers = Reader.of(List.copyOf(tokenizers));
        int anchor = tokenizers.contains(OTHERS) ? 1 : 0;
        int first = second && tokenizers.size() > 1 ? 1 : 0;
        int[] candidates = Reader.startTokens(readers);
        Random random = new Random(seed);
        List<Board> boards = IntStream.range(0, replicates)
                .mapToObj(replicate -> new Board(
                        replicate,
                        cells(
                                LETTERS,
                                random.ints(length, 0, candidates.length)
                                        .map(i -> candidates[i])
                                        .toArray()),
                        tokenizers.size()))
                .toList();
        List<Function<int[], float[]>> minds = IntStream.range(0, tokenizers.size())
                .mapToObj(i -> FunctionPlayer.hashed(tables == 1 ? seed : seed + i, 7))
                .toList();
        List<Player> players = new ArrayList<>();
        List<NaiveGame.Rival> rivals = new ArrayList<>();
        for (int i = 0; i < tokenizers.size(); i++) {
            players.add(new FunctionPlayer("player " + i, readers.get(i), minds.get(i)));
            rivals.add(new NaiveGame.Rival(tokenizers.get(i), minds.get(i)));
        }
        new Game("test", players, boards, new Rules(mode, 25, block, anchor, first), SILENCE).play();
        for (Board board : boards) {
            NaiveGame naive =
                    new NaiveGame(rivals, board.start.stream().map(Cell::bytes).toList(), anchor);
            if (mode == Mode.SINGLE) naive.single(first, block, 25);
            else naive.passes(first, 25, mode == Mode.BATCH);
            assertThat(moves(board)).isEqualTo(String.join("\n", naive.log));
            assertThat(end(board)).isEqualTo(naive.end);
            assertThat(IntStream.range(0, length).mapToObj(i -> board.cell(i).hex()))
                    .containsExactlyElementsOf(
                            naive.cells.stream().map(HexFormat.of()::formatHex).toList());
            if (mode == Mode.SINGLE)
                assertThat(IntStream.range(0, length)).allMatch(cell -> board.flips(cell) <= block);
        }
    }

    @Property(tries = 200)
    void alone_sequentialSettlesInTwoAndBatchInLengthPlusOne(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int length) {
        int[] start = new Random(seed).ints(length, 0, 5).toArray();
        List<Reader> readers = Reader.of(List.of(LETTERS));
        List<Board> boards = new ArrayList<>();
        for (Mode mode : List.of(Mode.SEQUENTIAL, Mode.BATCH)) {
            Board board = new Board(0, cells(LETTERS, start), 1);
            Player player = new FunctionPlayer("p", readers.getFirst(), FunctionPlayer.hashed(seed, 7));
            new Game("test", List.of(player), List.of(board), new Rules(mode, 100, 3, 0, 0), SILENCE).play();
            boards.add(board);
        }
        assertThat(boards).allMatch(board -> board.ending().stop() == Stop.SETTLED);
        assertThat(boards.getFirst().ending().iterations()).isLessThanOrEqualTo(2);
        assertThat(boards.getLast().ending().iterations()).isLessThanOrEqualTo(length + 1);
        for (int cell = 0; cell < length; cell++)
            assertThat(boards.getFirst().cell(cell).id())
                    .isEqualTo(boards.getLast().cell(cell).id());
    }

    @Property(tries = 200)
    void againstItselfAPlayerPlaysAsItDoesAlone(
            @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(min = 2, max = 6) int length) {
        int[] start = new Random(seed).ints(length, 0, 5).toArray();
        List<Reader> readers = Reader.of(List.of(LETTERS, LETTERS));
        List<Board> boards = new ArrayList<>();
        for (int count : new int[] {1, 2}) {
            List<Player> players = IntStream.range(0, count)
                    .mapToObj(i ->
                            (Player) new FunctionPlayer("p" + i, readers.getFirst(), FunctionPlayer.hashed(seed, 6)))
                    .toList();
            Board board = new Board(0, cells(LETTERS, start), count);
            new Game("test", players, List.of(board), new Rules(mode, 1000, 3, 0, 0), SILENCE).play();
            boards.add(board);
        }
        Board alone = boards.getFirst();
        Board both = boards.getLast();
        for (int cell = 0; cell < length; cell++)
            assertThat(both.cell(cell).id()).isEqualTo(alone.cell(cell).id());
        assertThat(both.ending().stop()).isEqualTo(alone.ending().stop());
        if (mode == Mode.SINGLE) {
            assertThat(both.history.stream()
                            .map(move -> move.cell() + " " + move.placed().id()))
                    .containsExactlyElementsOf(alone.history.stream()
                            .map(move -> move.cell() + " " + move.placed().id())
                            .toList());
            assertThat(both.ending().iterations()).isEqualTo(alone.ending().iterations());
        }
    }

    @Property(tries = 200)
    void aMoveKnowsWhoAnsweredAndHowLongItStood(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int length) {
        List<Reader> readers = Reader.of(List.of(LETTERS, OTHERS));
        List<Function<int[], float[]>> minds =
                List.of(FunctionPlayer.hashed(seed, 7), FunctionPlayer.hashed(seed + 1, 7));
        Board board =
                new Board(0, cells(LETTERS, new Random(seed).ints(length, 0, 3).toArray()), 2);
        List<Player> players = IntStream.range(0, 2)
                .mapToObj(i -> (Player) new FunctionPlayer("p" + i, readers.get(i), minds.get(i)))
                .toList();
        new Game("test", players, List.of(board), new Rules(Mode.SINGLE, 30, 3, 1, 0), SILENCE).play();
        List<Cell> cells = new ArrayList<>(board.start);
        for (int i = 0; i < board.history.size(); i++) {
            Move move = board.history.get(i);
            cells.set(move.cell(), move.placed());
            int other = 1 - move.player();
            int[] before = cells.subList(0, move.cell()).stream()
                    .flatMapToInt(cell -> IntStream.of(readers.get(other).tokens(cell)))
                    .toArray();
            int one = readers.get(other).asOne(move.placed());
            double answer =
                    one < 0 ? 0 : Prediction.probability(minds.get(other).apply(before), one);
            boolean lastTurn = board.ending().stop() == Stop.ITERATIONS && move.turn() == 30;
            if (!lastTurn || !Double.isNaN(move.answer()))
                assertThat(move.answer()).isEqualTo(answer);
            int overwritten = board.history.subList(i + 1, board.history.size()).stream()
                    .filter(later -> later.cell() == move.cell())
                    .mapToInt(Move::turn)
                    .findFirst()
                    .orElse(0);
            assertThat(move.overwritten()).isEqualTo(overwritten);
        }
        assertThat(board.territory(0) + board.territory(1)).isEqualTo((int)
                board.history.stream().map(Move::cell).distinct().count());
    }

    @Test
    void theStartIsDrawnFromWhatAllHoldInOnePiece() {
        List<Reader> readers = Reader.of(List.of(LETTERS, OTHERS));
        assertThat(IntStream.of(Reader.startTokens(readers))
                        .mapToObj(id -> new String(LETTERS.bytes(id), StandardCharsets.UTF_8)))
                .containsExactly("a", "b", "c", "é");
    }
}
