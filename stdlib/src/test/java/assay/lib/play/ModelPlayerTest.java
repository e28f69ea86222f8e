package assay.lib.play;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.model.Model;
import assay.lib.stats.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Real models with caches and batches against the same models read anew for each prediction. */
class ModelPlayerTest {
    private static final Models MODELS = new Models();
    private static final Function<int[], float[]> QILIN = Models.logits(MODELS.qilin);
    private static final Function<int[], float[]> ALPAKA = Models.logits(MODELS.alpaka);

    @AfterContainer
    static void close() {
        MODELS.close();
    }

    private static List<Cell> start(List<Reader> readers, long seed, int replicate, int length) {
        int[] candidates = Reader.startTokens(readers);
        UniformRandomProvider random = Rng.of(seed, "test", replicate);
        return IntStream.range(0, length)
                .mapToObj(i -> readers.getFirst().cell(candidates[random.nextInt(candidates.length)]))
                .toList();
    }

    private record Played(List<Board> boards, long positions) {}

    private static Played play(List<Model> models, long seed, int replicates, int length, Rules rules) {
        List<Reader> readers = Reader.of(models.stream().map(Model::tokenizer).toList());
        List<Board> boards = IntStream.range(0, replicates)
                .mapToObj(r -> new Board(r, start(readers, seed, r, length), models.size()))
                .toList();
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < models.size(); i++)
            players.add(new ModelPlayer("p" + i, models.get(i), readers.get(i), replicates, UnaryOperator.identity()));
        new Game("test", players, boards, rules, new Silence()).play();
        long positions = players.stream().mapToLong(Player::positions).sum();
        players.forEach(Player::close);
        return new Played(boards, positions);
    }

    @Property(tries = 24)
    void playsAsIfNothingWereRemembered(
            @ForAll long seed,
            @ForAll Mode mode,
            @ForAll @IntRange(min = 0, max = 4) int seats,
            @ForAll @IntRange(min = 2, max = 9) int length,
            @ForAll @IntRange(min = 1, max = 4) int replicates) {
        Model qilin = MODELS.qilin;
        Model alpaka = MODELS.alpaka;
        List<Model> models = List.of(
                        List.of(qilin),
                        List.of(alpaka),
                        List.of(qilin, alpaka),
                        List.of(alpaka, qilin),
                        List.of(qilin, qilin))
                .get(seats);
        int anchor = models.contains(qilin) ? 1 : 0;
        List<NaiveGame.Rival> rivals = models.stream()
                .map(model -> new NaiveGame.Rival(model.tokenizer(), model == qilin ? QILIN : ALPAKA))
                .toList();
        for (Board board :
                play(models, seed, replicates, length, new Rules(mode, 30, 3, anchor, models.size() - 1)).boards) {
            NaiveGame naive =
                    new NaiveGame(rivals, board.start.stream().map(Cell::bytes).toList(), anchor);
            if (mode == Mode.SINGLE) naive.single(models.size() - 1, 3, 30);
            else naive.passes(models.size() - 1, 30, mode == Mode.BATCH);
            assertThat(GameTest.moves(board)).isEqualTo(String.join("\n", naive.log));
            assertThat(GameTest.end(board)).isEqualTo(naive.end);
        }
    }

    @Test
    void aReplicateIsTheSameAmongFewAndAmongMany() {
        Rules rules = new Rules(Mode.SINGLE, 100, 3, 1, 0);
        List<Model> both = List.of(MODELS.qilin, MODELS.alpaka);
        List<Board> few = play(both, 7, 2, 10, rules).boards;
        List<Board> many = play(both, 7, 6, 10, rules).boards;
        for (int i = 0; i < few.size(); i++) {
            assertThat(many.get(i).history).usingRecursiveComparison().isEqualTo(few.get(i).history);
            assertThat(many.get(i).ending()).isEqualTo(few.get(i).ending());
        }
    }

    @Test
    void aSequentialPassReadsEachPositionOnce() {
        // A model without a begin token reads all but the last cell, the second pass nothing; one with a begin token
        // that too.
        assertThat(play(List.of(MODELS.qilin), 1, 4, 12, new Rules(Mode.SEQUENTIAL, 100, 3, 1, 0)).positions)
                .isEqualTo(4 * 11);
        assertThat(play(List.of(MODELS.alpaka), 1, 4, 12, new Rules(Mode.SEQUENTIAL, 100, 3, 0, 0)).positions)
                .isEqualTo(4 * 12);
    }

    @Property(tries = 24)
    void aTurnReadsFromTheFirstChangedCellOn(
            @ForAll long seed, @ForAll boolean batch, @ForAll @IntRange(min = 2, max = 14) int length) {
        Rules rules = new Rules(batch ? Mode.BATCH : Mode.SINGLE, 1000, 3, 1, 0);
        Played played = play(List.of(MODELS.qilin), seed, 2, length, rules);
        long expected = 0;
        for (Board board : played.boards) {
            expected += length - 1;
            int from = length;
            int iteration = 0;
            for (Move move : board.history) {
                if (move.iteration() != iteration) {
                    expected += Math.max(0, length - 1 - from);
                    from = length;
                    iteration = move.iteration();
                }
                from = Math.min(from, move.cell());
            }
            expected += Math.max(0, length - 1 - from);
        }
        assertThat(played.positions).isEqualTo(expected);
    }

    @Property(tries = 8)
    void aDuelistReadsFromTheFirstCellEitherChanged(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int length) {
        // The same vocabulary, so that a cell is a position; each reads from the first change since its own last turn.
        List<Model> models = List.of(MODELS.qilin, MODELS.qilin);
        Played played = play(models, seed, 1, length, new Rules(Mode.SINGLE, 1000, 3, 1, 0));
        Board board = played.boards.getFirst();
        int turns = board.ending().iterations() + 2;
        long expected = 0;
        for (int turn = 1; turn <= turns; turn++) {
            int now = turn;
            int from = turn <= 2
                    ? 0
                    : board.history.stream()
                            .filter(move -> move.turn() == now - 1 || move.turn() == now - 2)
                            .mapToInt(Move::cell)
                            .min()
                            .orElse(length);
            expected += Math.max(0, length - 1 - from);
        }
        assertThat(played.positions).isEqualTo(expected);
    }
}
