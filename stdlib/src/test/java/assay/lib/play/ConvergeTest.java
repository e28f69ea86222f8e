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
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergeTest {
    private static final Models MODELS = new Models();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    private static Playing converge(Model model) {
        return Playing.of(new Converge()).with("model", new Value.ModelRef(model));
    }

    private static Value ids(Integer... ids) {
        return new Value.Listing(List.of(ids).stream().map(id -> Value.of(id)).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42})
    void oneModelAloneSettlesInTwoPasses(long seed) {
        for (Model model : List.of(MODELS.qilin, MODELS.alpaka)) {
            Result result = converge(model).with("replicates", 4).run(seed);
            assertThat(number(result, "iterations")).isLessThanOrEqualTo(2);
            assertThat(flag(result, "converged")).isTrue();
            assertThat(text(result, "stopped")).isEqualTo("settled");
            assertThat(result.fields().get("cycle")).isEqualTo(new Value.None());
            // A greedy continuation of the anchor, or of nothing, read once.
            int read = model == MODELS.qilin ? 19 : 20;
            assertThat(number(result, "forward_positions")).isEqualTo(4 * read);
        }
    }

    @Test
    void batchFindsTheSameFixedPoint() {
        Result batch = converge(MODELS.qilin)
                .with("mode", "batch")
                .with("replicates", 3)
                .with("length", 12)
                .run(5);
        Result sequential =
                converge(MODELS.qilin).with("replicates", 3).with("length", 12).run(5);
        assertThat(numbers(table(batch, "runs"), "iterations")).allMatch(n -> n <= 13);
        assertThat(table(batch, "runs").column("text"))
                .isEqualTo(table(sequential, "runs").column("text"));
    }

    @Test
    void singleTakesAboutTwoAndAHalfTimesTheLength() {
        Result result = converge(MODELS.alpaka)
                .with("mode", "single")
                .with("replicates", 4)
                .run(42);
        assertThat(number(result, "iterations")).isBetween(1.5 * 20, 3.0 * 20);
        assertThat(number(result, "flips")).isEqualTo(number(result, "iterations"));
        assertThat(text(result, "stopped")).isEqualTo("blocked");
        assertThat(flag(result, "converged")).isFalse();
    }

    @Test
    void theCapEndsIt() {
        Result result = converge(MODELS.alpaka)
                .with("mode", "single")
                .with("iterations", 7)
                .run(42);
        assertThat(text(result, "stopped")).isEqualTo("iterations");
        assertThat(number(result, "iterations")).isEqualTo(7);
        assertThat(number(result, "flips")).isEqualTo(7);
    }

    @Test
    void aGivenStartIsTheBoard() {
        Result byText = converge(MODELS.qilin)
                .with("start", "The color of grass is blue.")
                .run(1);
        int[] ids = MODELS.qilin.tokenizer().encode("The color of grass is blue.", false);
        Result byIds = converge(MODELS.qilin)
                .with("start", ids(java.util.Arrays.stream(ids).boxed().toArray(Integer[]::new)))
                .run(2);
        assertThat(byText.fields()).isEqualTo(byIds.fields());
        assertThat(table(byText, "cells").size()).isEqualTo(ids.length);
        assertThat(table(byText, "cells").cell(0, "text")).isEqualTo(Value.of("The"));
        assertThat(table(byText, "cells").cell(0, "contested")).isEqualTo(Value.of(false));
    }

    @Test
    void theSameSeedGivesTheSameResultAndReplicatesDoNotDependOnTheirNumber() {
        Result few =
                converge(MODELS.qilin).with("replicates", 2).with("length", 8).run(3);
        Result again =
                converge(MODELS.qilin).with("replicates", 2).with("length", 8).run(3);
        Result many =
                converge(MODELS.qilin).with("replicates", 5).with("length", 8).run(3);
        Result other =
                converge(MODELS.qilin).with("replicates", 2).with("length", 8).run(4);
        assertThat(again.fields()).isEqualTo(few.fields());
        assertThat(table(many, "runs").slice(0, 2)).isEqualTo(table(few, "runs"));
        assertThat(other.fields().get("cells")).isNotEqualTo(few.fields().get("cells"));
    }

    @Test
    void whatCannotBePlayedIsRefused() {
        assertThatThrownBy(() -> converge(MODELS.qilin).with("start", "a").run(1))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("at least 2 tokens");
        assertThatThrownBy(
                        () -> converge(MODELS.qilin).with("start", ids(1531, 5)).run(1))
                .hasMessageContaining("token 1531");
        assertThatThrownBy(() ->
                        converge(MODELS.qilin).with("start", ids(5, 99999)).run(1))
                .hasMessageContaining("token 99999");
        assertThatThrownBy(() -> converge(MODELS.qilin).with("anchor", 0).run(1))
                .hasMessageContaining("no begin token");
        assertThatThrownBy(() -> converge(MODELS.alpaka).with("anchor", 20).run(1))
                .hasMessageContaining("leaves nothing to play for");
        assertThatThrownBy(() -> converge(MODELS.qilin)
                        .with("length", 1000)
                        .with("replicates", 100)
                        .run(1))
                .hasMessageContaining("at most 65 replicates");
        assertThatThrownBy(() -> converge(MODELS.qilin)
                        .with("start", "The sky is blue.")
                        .with("length", 9)
                        .run(1))
                .hasMessageContaining("leave `length` out");
    }

    @Test
    void manyReplicatesAreReadInSeveralPasses() {
        // 110 boards of 20 cells take two passes, the first 100 one.
        Playing game = converge(MODELS.alpaka).with("anchor", 19).with("iterations", 1);
        Result many = game.with("replicates", 110).run(6);
        Result few = game.with("replicates", 100).run(6);
        assertThat(number(many, "forward_positions")).isEqualTo(110 * 20);
        assertThat(table(many, "runs").slice(0, 100)).isEqualTo(table(few, "runs"));
    }

    @Test
    void aBoardBeyondTheModelsPositionsIsAWarning() {
        Result result =
                converge(MODELS.qilin).with("length", 600).with("anchor", 598).run(1);
        assertThat(texts(result.fields().get("warnings"))).anyMatch(w -> w.contains("600 positions"));
    }

    @Test
    void whoWatchesSeesTheBoard() {
        List<BoardSnapshot> seen = new ArrayList<>();
        Silence listener = new Silence() {
            @Override
            public void live(Snapshot snapshot) {
                seen.add((BoardSnapshot) snapshot);
            }
        };
        Result result = converge(MODELS.alpaka)
                .with("mode", "single")
                .with("length", 6)
                .watchedBy(listener)
                .run(1);
        BoardSnapshot last = seen.getLast();
        assertThat(last.players()).containsExactly("alpaka");
        assertThat(last.squares()).hasSize(6).allMatch(BoardSnapshot.Square::contested);
        assertThat(String.join(
                        "",
                        last.squares().stream().map(BoardSnapshot.Square::text).toList()))
                .isEqualTo(text(result, "text"));
        assertThat(last.squares().stream().mapToInt(BoardSnapshot.Square::flips).sum())
                .isEqualTo((int) number(result, "flips"));
        seen.clear();
        converge(MODELS.alpaka)
                .with("length", 6)
                .with("board", Value.of(false))
                .watchedBy(listener)
                .run(1);
        assertThat(seen).isEmpty();
    }
}
