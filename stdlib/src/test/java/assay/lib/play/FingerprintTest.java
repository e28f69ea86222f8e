package assay.lib.play;

import static assay.lib.play.Playing.number;
import static assay.lib.play.Playing.numbers;
import static assay.lib.play.Playing.table;
import static assay.lib.play.Playing.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.lib.stats.Information;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Models MODELS = new Models();
    private static Result war;
    private static Result print;

    @BeforeAll
    static void play() {
        war = Playing.of(new Battle())
                .with("a", new Value.ModelRef(MODELS.qilin))
                .with("b", new Value.ModelRef(MODELS.alpaka))
                .with("length", 10)
                .with("replicates", 6)
                .run(42);
        print = fingerprint(war).run(42);
    }

    @AfterAll
    static void close() {
        MODELS.close();
    }

    private static Playing fingerprint(Result game) {
        return Playing.of(new Fingerprint()).with("result", game);
    }

    private static Result alone(String mode) {
        return Playing.of(new Converge())
                .with("model", new Value.ModelRef(MODELS.qilin))
                .with("mode", mode)
                .with("length", 10)
                .with("replicates", 6)
                .run(42);
    }

    /** Counted again, straight from the history. */
    private static Map<String, Double> counted(Result game, String player) {
        Map<String, Double> counts = new HashMap<>();
        Table history = table(game, "history");
        for (int row = 0; row < history.size(); row++) {
            if (history.cell(row, "player").equals(Value.of(player)))
                counts.merge(((Value.Str) history.cell(row, "new_bytes")).text(), 1.0, Double::sum);
        }
        return counts;
    }

    @Test
    void countsWhatWasInserted() {
        for (String player : List.of("qilin", "alpaka")) {
            Map<String, Double> counts = counted(war, player);
            Table tokens = table(print, "tokens")
                    .where(row -> row.fields().get("player").equals(Value.of(player)));
            assertThat(tokens.size()).isEqualTo(counts.size());
            for (int row = 0; row < tokens.size(); row++) {
                String bytes = ((Value.Str) tokens.cell(row, "bytes")).text();
                assertThat(tokens.cell(row, "count")).isEqualTo(Value.of(counts.get(bytes)));
            }
            assertThat(numbers(tokens, "share").stream().mapToDouble(x -> x).sum())
                    .isCloseTo(1, within(1e-9));
            double[] all = counts.values().stream().mapToDouble(x -> x).toArray();
            Value entropy = ((Value.Rec) print.fields().get("entropy")).fields().get(player);
            assertThat(((Value.Num) entropy).value()).isCloseTo(Information.entropy(all), within(1e-9));
        }
    }

    @Test
    void measuresTheDistanceOverBytes() {
        Map<String, Double> qilin = counted(war, "qilin");
        Map<String, Double> alpaka = counted(war, "alpaka");
        List<String> keys = new ArrayList<>(qilin.keySet());
        alpaka.keySet().stream().filter(key -> !qilin.containsKey(key)).forEach(keys::add);
        double expected = Information.jensenShannonDistance(
                keys.stream().mapToDouble(key -> qilin.getOrDefault(key, 0.0)).toArray(),
                keys.stream().mapToDouble(key -> alpaka.getOrDefault(key, 0.0)).toArray());
        assertThat(number(print, "distance")).isCloseTo(expected, within(1e-9));
        // Six pairs: a share of 64 arrangements, the one found and its mirror image among them.
        assertThat(number(print, "p") * 64).isBetween(2.0, 6.0);
    }

    @Test
    void runsTheModelsAloneOnTheSameBoards() {
        Table players = table(print, "players");
        assertThat(players.column("player"))
                .isEqualTo(new Value.Listing(List.of(Value.of("qilin"), Value.of("alpaka"))));
        for (String column : players.columns()) {
            assertThat(players.column(column).items()).as(column).noneMatch(cell -> cell instanceof Value.None);
        }
        // Qilin plays from cell 1 on either way, and its random starts are those of the battle.
        GameRecord game = new GameRecord(war);
        Played alone = game.alone("qilin", MODELS.qilin).play(new Silence());
        assertThat(alone.boards()).hasSize(6);
        Table cells = table(war, "cells");
        for (int row = 0; row < cells.size(); row++) {
            assertThat(alone.boards().get(row / 10).start.get(row % 10).hex())
                    .isEqualTo(((Value.Str) cells.cell(row, "start_bytes")).text());
        }
        assertThat(players.cell(0, "solo_insertions"))
                .isEqualTo(Value.of(alone.boards().stream()
                        .mapToInt(board -> board.history.size())
                        .sum()));
    }

    @Test
    void aGivenSoloIsUsedInstead() {
        Result solo = alone("single");
        Result compared = fingerprint(war).with("solo", solo).run(42);
        Table players = table(compared, "players");
        assertThat(players.cell(0, "solo_insertions"))
                .isEqualTo(Value.of(table(solo, "history").size()));
        assertThat(players.cell(1, "solo_insertions")).isEqualTo(new Value.None());
        assertThat(texts(compared.fields().get("warnings"))).anyMatch(w -> w.contains("alpaka alone"));
        Map<String, Double> pressed = counted(war, "qilin");
        Map<String, Double> free = counted(solo, "qilin");
        assertThat(players.cell(0, "pressure_only"))
                .isEqualTo(Value.of(pressed.keySet().stream()
                        .filter(key -> !free.containsKey(key))
                        .count()));
        assertThat(table(compared, "alone").size()).isEqualTo((int)
                free.keySet().stream().filter(key -> !pressed.containsKey(key)).count());
    }

    @Test
    void aSoloOfSomebodyElseIsRefused() {
        Result alpaka = Playing.of(new Converge())
                .with("model", new Value.ModelRef(MODELS.alpaka))
                .with("length", 4)
                .run(1);
        assertThatThrownBy(() ->
                        fingerprint(alone("sequential")).with("solo", alpaka).run(1))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("alpaka did not play");
    }

    @Test
    void againstItselfAModelHasNoFingerprintOfItsOwn() {
        Result solo = alone("single");
        Result same = fingerprint(solo).with("solo", solo).run(1);
        Table players = table(same, "players");
        assertThat(players.cell(0, "distance")).isEqualTo(Value.of(0));
        assertThat(players.cell(0, "p")).isEqualTo(Value.of(1));
        assertThat(players.cell(0, "entropy_ratio")).isEqualTo(Value.of(1));
        assertThat(table(same, "under_pressure").size()).isZero();
        assertThat(same.fields().get("distance")).isEqualTo(new Value.None());
    }

    @Test
    void namesTheSourcesOfWhatWasInserted() {
        Table sources = table(print, "sources");
        for (String player : List.of("qilin", "alpaka")) {
            Table own = sources.where(row -> row.fields().get("player").equals(Value.of(player)));
            double total =
                    numbers(own, "insertions").stream().mapToDouble(x -> x).sum();
            assertThat(total)
                    .isEqualTo(counted(war, player).values().stream()
                            .mapToDouble(x -> x)
                            .sum());
            Table known = own.slice(0, own.size() - 1);
            assertThat(own.cell(own.size() - 1, "source")).isEqualTo(Value.of("unassigned"));
            for (String column : List.of("share", "training", "expected", "solo_share"))
                assertThat(numbers(known, column).stream().mapToDouble(x -> x).sum())
                        .as(column)
                        .isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void topLimitsTheTables() {
        Result few = fingerprint(war).with("top", 3).run(42);
        assertThat(table(few, "tokens").size()).isEqualTo(6);
        assertThat(few.fields().get("players")).isEqualTo(print.fields().get("players"));
    }
}
