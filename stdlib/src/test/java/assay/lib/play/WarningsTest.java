package assay.lib.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private static Played played(float[] logits, Mode mode) {
        Reader reader = Reader.of(List.of(GameTest.LETTERS)).getFirst();
        Player player = new FunctionPlayer("p", reader, tokens -> logits);
        Board board = new Board(0, GameTest.cells(GameTest.LETTERS, new int[] {1, 2, 3, 4}), 1);
        Rules rules = new Rules(mode, 100, 3, 0, 0);
        new Game("test", List.of(player), List.of(board), rules, GameTest.SILENCE).play();
        long tied = board.seen[0][0].tied() ? 4 : 0;
        return new Played(
                List.of("p"), List.of(Optional.empty()), List.of(reader), List.of(board), rules, 0, List.of(tied));
    }

    @Test
    void equalLogitsCollapseOntoTokenZero() {
        assertThat(Warnings.of(played(new float[6], Mode.SINGLE)))
                .anyMatch(w -> w.contains("4 predictions of p several tokens shared the highest logit"))
                .anyMatch(w -> w.contains("100 % of what p inserted is token 0"));
    }

    @Test
    void aPlayerThatKnowsWhatItWantsIsNotWarnedOf() {
        assertThat(Warnings.of(played(new float[] {1, 2, 3, 9, 4, 0}, Mode.SEQUENTIAL)))
                .isEmpty();
    }
}
