package assay.lib.play;

import static assay.lib.play.Playing.flag;
import static assay.lib.play.Playing.number;
import static assay.lib.play.Playing.numbers;
import static assay.lib.play.Playing.table;
import static assay.lib.play.Playing.text;
import static assay.lib.play.Playing.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BattleTest {
    private static final Models MODELS = new Models();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    private static Playing battle(Model a, Model b) {
        return Playing.of(new Battle()).with("a", new Value.ModelRef(a)).with("b", new Value.ModelRef(b));
    }

    @Test
    void twoModelsNeverSettleInPasses() {
        Result war = battle(MODELS.qilin, MODELS.alpaka)
                .with("mode", "sequential")
                .with("replicates", 16)
                .run(42);
        assertThat(flag(war, "converged")).isFalse();
        assertThat(number(war, "oscillating")).isEqualTo(16);
        assertThat(texts(table(war, "runs").column("stopped"))).containsOnly("cycle");
        // Each first pass is one decode of 20 cells, the last of which need not be read; alpaka also reads its begin
        // token.
        // In the second iteration each writes again what it wrote, so that nothing is new to it.
        assertThat(number(war, "iterations")).isEqualTo(2);
        assertThat(number(war, "forward_positions")).isEqualTo(16 * (19 + 20));
    }

    @Test
    void turnsEndWhenBothPass() {
        Result war = battle(MODELS.qilin, MODELS.alpaka)
                .with("replicates", 4)
                .with("length", 12)
                .with("iterations", 1000)
                .run(42);
        assertThat(number(war, "iterations")).isBetween(1.5 * 12, 3.5 * 12);
        assertThat(text(war, "stopped")).isEqualTo("blocked");
        Table history = table(war, "history");
        for (double cell : numbers(history, "cell")) assertThat(cell).isBetween(1.0, 11.0);
        for (int row = 0; row < history.size(); row++) {
            assertThat(history.cell(row, "old_bytes")).isNotEqualTo(history.cell(row, "new_bytes"));
            double turn = ((Value.Num) history.cell(row, "turn")).value();
            assertThat(history.cell(row, "player")).isEqualTo(Value.of(turn % 2 == 1 ? "qilin" : "alpaka"));
        }
        Table territory = table(war, "territory");
        double held = numbers(territory, "cells").stream().mapToDouble(n -> n).sum();
        long owned = table(war, "cells").column("owner").items().stream()
                .filter(owner -> !(owner instanceof Value.None))
                .count();
        assertThat(held * 4).isEqualTo(owned);
        assertThat(table(war, "mismatches").columns()).containsExactly("iteration", "qilin", "alpaka", "total");
        assertThat(numbers(table(war, "insertions"), "count").stream()
                        .mapToDouble(n -> n)
                        .sum())
                .isEqualTo(history.size());
    }

    @Test
    void theOtherMayBegin() {
        Playing game = battle(MODELS.qilin, MODELS.alpaka).with("length", 6).with("iterations", 3);
        Table byNumber = table(game.with("first", 2).run(1), "history");
        Table byName =
                table(game.with("first", new Value.ModelRef(MODELS.alpaka)).run(1), "history");
        assertThat(byNumber.cell(0, "player")).isEqualTo(Value.of("alpaka"));
        assertThat(byName).isEqualTo(byNumber);
        assertThatThrownBy(() -> battle(MODELS.qilin, MODELS.qilin)
                        .with("first", new Value.ModelRef(MODELS.alpaka))
                        .run(1))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not play");
    }

    @Test
    void againstItselfAModelSettlesWhereItDoesAlone() {
        for (String mode : List.of("sequential", "single")) {
            Result war = battle(MODELS.qilin, MODELS.qilin)
                    .with("mode", mode)
                    .with("length", 8)
                    .with("replicates", 2)
                    .run(9);
            Result alone = Playing.of(new Converge())
                    .with("model", new Value.ModelRef(MODELS.qilin))
                    .with("mode", mode)
                    .with("length", 8)
                    .with("replicates", 2)
                    .run(9);
            assertThat(table(war, "runs").column("text"))
                    .isEqualTo(table(alone, "runs").column("text"));
            assertThat(war.fields().get("iterations")).isEqualTo(alone.fields().get("iterations"));
            assertThat(table(war, "history").column("new_id"))
                    .isEqualTo(table(alone, "history").column("new_id"));
            assertThat(table(war, "mismatches").columns()).containsExactly("iteration", "qilin", "qilin_2", "total");
        }
    }

    @Test
    void theSameSeedGivesTheSameBattle() {
        Playing game = battle(MODELS.qilin, MODELS.alpaka).with("length", 8).with("replicates", 2);
        Result war = game.run(3);
        assertThat(game.run(3).fields()).isEqualTo(war.fields());
        Result more = game.with("replicates", 4).run(3);
        assertThat(table(more, "runs").slice(0, 2)).isEqualTo(table(war, "runs"));
        assertThat(table(more, "history").slice(0, table(war, "history").size()))
                .isEqualTo(table(war, "history"));
    }

    @Test
    void controlsAreFoughtOnTheSameBoards() {
        Result war = battle(MODELS.qilin, MODELS.alpaka)
                .with("length", 8)
                .with("replicates", 6)
                .with("control", new Value.Listing(List.of(Value.of("shuffled"), Value.of("self"), Value.of("random"))))
                .run(11);
        Map<String, Value> controls = ((Value.Rec) war.fields().get("controls")).fields();
        assertThat(controls.keySet()).containsExactly("self", "random", "shuffled");
        for (Value control : controls.values()) {
            assertThat(((Value.Rec) control).fields().keySet()).containsExactly("qilin", "alpaka");
            for (Value fought : ((Value.Rec) control).fields().values()) {
                assertThat(table((Result) fought, "cells").column("start_bytes"))
                        .isEqualTo(table(war, "cells").column("start_bytes"));
            }
        }
        Table comparisons = table(war, "comparisons");
        assertThat(comparisons.size()).isEqualTo(6);
        assertThat(numbers(comparisons, "p")).allMatch(p -> p > 0 && p <= 1);
        assertThat(texts(war.fields().get("warnings"))).noneMatch(w -> w.contains("alone"));
    }

    @Test
    void artefactsAreNamed() {
        Result war = battle(MODELS.qilin, MODELS.qilin)
                .with("mode", "sequential")
                .with("start", "The color of grass is red.")
                .with("replicates", 2)
                .with("block", 2)
                .with("control", "random")
                .with("iterations", 3)
                .run(1);
        assertThat(texts(war.fields().get("warnings")))
                .anyMatch(w -> w.contains("replicates began with the same board"))
                .anyMatch(w -> w.contains("`block` does nothing"))
                .anyMatch(w -> w.contains("at least 6"));
    }

    @Test
    void aCellThatIsNoTokenOfAPlayerIsReadInPieces() {
        List<Reader> readers = Reader.of(List.of(MODELS.qilin.tokenizer(), MODELS.alpaka.tokenizer()));
        Reader qilin = readers.getFirst();
        Reader alpaka = readers.getLast();
        assertThat(qilin.shared()).isFalse();
        for (int id = 0; id < MODELS.qilin.tokenizer().size(); id++) {
            if (!MODELS.qilin.tokenizer().isOrdinary(id)) continue;
            Cell cell = qilin.cell(id);
            int[] read = alpaka.tokens(cell);
            byte[] joined = new byte[cell.bytes().length];
            int at = 0;
            for (int token : read) {
                byte[] piece = alpaka.tokenizer().bytes(token);
                System.arraycopy(piece, 0, joined, at, piece.length);
                at += piece.length;
            }
            assertThat(joined).isEqualTo(cell.bytes());
            assertThat(read.length == 1).isEqualTo(alpaka.asOne(cell) >= 0);
        }
        assertThat(IntStream.of(Reader.startTokens(readers))).allMatch(id -> alpaka.tokens(qilin.cell(id)).length == 1);
    }
}
