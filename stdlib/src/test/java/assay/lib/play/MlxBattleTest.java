package assay.lib.play;

import static assay.lib.play.Playing.numbers;
import static assay.lib.play.Playing.table;
import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.EngineException;
import assay.engine.mlx.MlxDevice;
import assay.engine.mlx.MlxEngine;
import assay.engine.mlx.MlxLibrary;
import assay.engine.mlx.Precision;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Battles on MLX in float32: the games of the CPU engine, and no memory left behind. Skipped where MLX is not found. */
class MlxBattleTest {
    private static final int BATTLES = 200;
    private static MlxEngine engine;
    private static Models mlx;
    private static Models cpu;

    @BeforeAll
    static void open() {
        try {
            engine = new MlxEngine(MlxLibrary.open(Optional.empty()), MlxDevice.CPU, Optional.of(Precision.FLOAT32));
        } catch (EngineException missing) {
            Assumptions.abort("skipped: " + missing.getMessage());
        }
        mlx = new Models(engine);
        cpu = new Models();
    }

    @AfterAll
    static void close() {
        if (mlx == null) return;
        mlx.close();
        cpu.close();
    }

    private static Playing battle(Models models) {
        return Playing.of(new Battle())
                .with("a", new Value.ModelRef(models.qilin))
                .with("b", new Value.ModelRef(models.alpaka));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "sequential"})
    void theSameBattleHasTheSameHistoryOnBothEngines(String mode) {
        Result ours = battle(cpu).with("mode", mode).with("replicates", 4).run(42);
        Result theirs = battle(mlx).with("mode", mode).with("replicates", 4).run(42);
        for (int replicate = 1; replicate <= 4; replicate++)
            assertThat(moves(theirs, replicate)).isNotEmpty().isEqualTo(moves(ours, replicate));
        assertThat(theirs.fields().get("text")).isEqualTo(ours.fields().get("text"));
    }

    /** Who placed what where in one replicate, without the numbers that carry the last bits of an engine. */
    private static List<String> moves(Result result, int replicate) {
        Table history = table(result, "history");
        List<Double> replicates = numbers(history, "replicate");
        return IntStream.range(0, replicates.size())
                .filter(row -> replicates.get(row) == replicate)
                .mapToObj(row -> Stream.of("turn", "player", "cell", "old_bytes", "new_bytes")
                        .map(column ->
                                Values.text(history.column(column).items().get(row)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void replicatesPlayTheSameGamesTogetherAndAlone() {
        Result alone = battle(mlx).with("length", 12).run(7);
        Result together = battle(mlx).with("length", 12).with("replicates", 8).run(7);
        assertThat(moves(together, 1)).isNotEmpty().isEqualTo(moves(alone, 1));
    }

    @Test
    void twoHundredBattlesLeaveNoMemoryBehind() {
        long level = 0;
        for (int i = 0; i < BATTLES; i++) {
            battle(mlx).with("length", 5).with("iterations", 6).run(i);
            if (i == BATTLES / 4) level = engine.activeMemory();
        }
        assertThat(engine.activeMemory() - level).isLessThanOrEqualTo(64 << 10);
    }
}
