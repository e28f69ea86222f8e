package assay.lib.play;

import assay.engine.model.Model;
import assay.lib.value.Rows;
import assay.lib.value.Value;
import assay.lib.verb.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Fights the same boards again against opponents that say nothing, to see what a fingerprint owes to the real one. */
final class Controls {
    private static final double SIGNIFICANT = 0.05;

    /** The fields of a battle without controls. */
    static final Map<String, Value> NONE = fields(Map.of(), comparisons());

    private final Contest contest;
    private final Played played;
    private final List<Model> models;
    private final long seed;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();

    /** @param models of the two players of {@code contest} */
    Controls(Contest contest, Played played, List<Model> models, long seed, Progress progress) {
        this.contest = contest;
        this.played = played;
        this.models = models;
        this.seed = seed;
        this.progress = progress;
    }

    /** The fields {@code controls} and {@code comparisons}; {@link #warnings} afterwards. */
    Map<String, Value> run(List<Control> controls) {
        Map<String, Value> results = new LinkedHashMap<>();
        Rows comparisons = comparisons();
        List<List<String>> inseparable = List.of(new ArrayList<>(), new ArrayList<>());
        for (Control control : controls) {
            Map<String, Value> perPlayer = new LinkedHashMap<>();
            for (int player = 0; player < models.size(); player++) {
                Played fought = against(control, player);
                perPlayer.put(played.names().get(player), Battle.result(fought, Warnings.of(fought), NONE));
                // Against itself a model is both players.
                Tally there = Tally.of(fought, control == Control.SELF ? Set.of(0, 1) : Set.of(player));
                Tally.Comparison test = Tally.of(played, Set.of(player)).compare(there, seed);
                boolean compared = !Double.isNaN(test.distance());
                comparisons.add(
                        control.word(),
                        played.names().get(player),
                        there.total(),
                        compared ? test.distance() : new Value.None(),
                        compared ? test.p() : new Value.None());
                if (!(compared && test.p() < SIGNIFICANT))
                    inseparable.get(player).add(String.format(Locale.ROOT, "%s (p = %.3f)", control.word(), test.p()));
                if (control == Control.SELF) compareWithAlone(fought, player);
            }
            results.put(control.word(), new Value.Rec(perPlayer));
        }
        for (int player = 0; player < models.size(); player++) {
            if (!controls.isEmpty() && inseparable.get(player).size() == controls.size())
                warnings.add("no control separates what " + played.names().get(player) + " inserted from chance: "
                        + String.join(", ", inseparable.get(player)));
        }
        int replicates = played.boards().size();
        if (!controls.isEmpty() && replicates < 6)
            warnings.add("with " + replicates + (replicates == 1 ? " replicate" : " replicates") + " no p below "
                    + Math.min(1, 2.0 / (1 << replicates)) + " is possible; take at least 6 to compare with controls");
        return fields(results, comparisons);
    }

    /** In an order of their own, or records of the same run would differ. */
    private static Map<String, Value> fields(Map<String, Value> controls, Rows comparisons) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("controls", new Value.Rec(controls));
        fields.put("comparisons", comparisons.table());
        return Collections.unmodifiableMap(fields);
    }

    private static Rows comparisons() {
        return new Rows("control", "player", "insertions", "distance", "p");
    }

    List<String> warnings() {
        return warnings;
    }

    private Played against(Control control, int player) {
        Contest.Contender own = contest.contenders().get(player);
        Model rival = models.get(1 - player);
        Contest.Contender opponent =
                switch (control) {
                    case SELF -> own;
                    case RANDOM ->
                        new Contest.Contender.Nobody(
                                own.tokenizer(), Reader.startTokens(Reader.of(List.of(own.tokenizer()))), seed);
                    case SHUFFLED -> new Contest.Contender.Shuffled(rival.name() + "_shuffled", rival, seed);
                };
        List<Contest.Contender> contenders = player == 0 ? List.of(own, opponent) : List.of(opponent, own);
        return contest.among(contenders).play(progress);
    }

    private void compareWithAlone(Played self, int player) {
        Played alone = contest.among(List.of(contest.contenders().get(player))).play(progress);
        for (int replicate = 0; replicate < alone.boards().size(); replicate++) {
            Board one = alone.boards().get(replicate);
            Board two = self.boards().get(replicate);
            boolean same = IntStream.range(0, one.length())
                    .allMatch(cell ->
                            Arrays.equals(one.cell(cell).bytes(), two.cell(cell).bytes()));
            if (!same) {
                warnings.add(played.names().get(player) + " against itself does not end like alone in replicate "
                        + (replicate + 1) + "; do not trust this battle");
                return;
            }
        }
    }
}
