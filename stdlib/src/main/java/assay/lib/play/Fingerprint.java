package assay.lib.play;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Rows;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code fingerprint(R)}: what each model insists on inserting, beside what it inserts alone. Unless a solo result is
 * given with {@code vs}, a battle's models are run alone on the same boards by the same rules.
 */
public final class Fingerprint implements Verb {
    private static final Type GAME = Type.result("battle", "converge");

    private static final VerbSpec SPEC = new VerbSpec(
            "fingerprint",
            "what each model insists on inserting, under pressure and alone",
            List.of(
                    new Operand("result", "", GAME, true, "the game"),
                    new Operand(
                            "solo",
                            "vs",
                            Type.oneOf(GAME, Type.list(GAME)),
                            false,
                            "the models alone; run on the same boards if left out")),
            List.of(new Setting(
                    "top",
                    Type.oneOf(new Type.Whole(1, Integer.MAX_VALUE), new Type.None()),
                    new Value.None(),
                    "how many tokens per player the tables list; all if left out")),
            Type.result("fingerprint"),
            FingerprintFields.all(),
            """
            let war = battle qilin vs alpaka length 12 replicates 2
            show fingerprint(war)
            let alone = converge qilin length 12 mode single
            show (fingerprint war vs alone top 5)
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Result run(Call call, Lab lab) {
        GameRecord game = new GameRecord((Result) call.arguments().get("result"));
        List<String> warnings = new ArrayList<>();
        List<Imprint> imprints = new ArrayList<>();
        List<GameRecord> given = solos(call.arguments().get("solo"), game);
        for (String player : game.players()) {
            Optional<Tally> alone = given.isEmpty() ? runAlone(game, player, lab) : find(given, player);
            if (alone.isEmpty() && game.players().size() > 1)
                warnings.add("nothing is known of " + player + " alone, so that it is not compared");
            imprints.add(new Imprint(player, game.model(player), game.insertions(player), alone));
        }
        if (game.replicates() < 6)
            warnings.add("with " + game.replicates()
                    + " replicates no permutation p below " + Math.min(1, 2.0 / (1 << game.replicates()))
                    + " is possible; take at least 6");
        return new Findings(SPEC)
                .putAll(fields(imprints, top(call), lab.seed(), warnings))
                .result();
    }

    private static Map<String, Value> fields(List<Imprint> imprints, int top, long seed, List<String> warnings) {
        Rows tokens = new Rows("player", "token", "text", "bytes", "count", "share", "solo_count", "solo_share");
        Rows players = new Rows(
                "player",
                "insertions",
                "distinct",
                "entropy",
                "solo_insertions",
                "solo_distinct",
                "solo_entropy",
                "entropy_ratio",
                "distance",
                "p",
                "pressure_only",
                "alone_only");
        Rows underPressure = new Rows("player", "token", "text", "bytes", "count", "share");
        Rows alone = new Rows("player", "token", "text", "bytes", "count", "share");
        Rows sources = new Rows(
                "player", "source", "insertions", "share", "training", "expected", "solo_insertions", "solo_share");
        Map<String, Value> entropy = new LinkedHashMap<>();
        for (Imprint imprint : imprints) {
            imprint.tokens(tokens, top);
            imprint.summary(players, seed);
            imprint.underPressure(underPressure, top);
            imprint.alone(alone, top);
            imprint.sources(sources);
            entropy.put(imprint.player(), Imprint.number(imprint.pressed().entropy()));
        }
        Optional<Tally.Comparison> between = imprints.size() < 2
                ? Optional.empty()
                : Optional.of(imprints.getFirst()
                                .pressed()
                                .compare(imprints.getLast().pressed(), seed))
                        .filter(test -> !Double.isNaN(test.distance()));
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("tokens", tokens.table());
        fields.put("players", players.table());
        fields.put("under_pressure", underPressure.table());
        fields.put("alone", alone.table());
        fields.put("entropy", new Value.Rec(entropy));
        fields.put(
                "distance",
                Imprint.number(between.map(Tally.Comparison::distance).orElse(Double.NaN)));
        fields.put("p", Imprint.number(between.map(Tally.Comparison::p).orElse(Double.NaN)));
        fields.put("sources", sources.table());
        fields.put("warnings", Warnings.listing(warnings));
        return fields;
    }

    /** The results after {@code vs}; each must have played with one of the game's players. */
    private static List<GameRecord> solos(Value written, GameRecord game) {
        List<Value> results =
                switch (written) {
                    case Value.None _ -> List.of();
                    case Value.Listing(List<Value> items) -> items;
                    case Value one -> List.of(one);
                };
        List<GameRecord> solos =
                results.stream().map(result -> new GameRecord((Result) result)).toList();
        for (GameRecord solo : solos) {
            if (solo.players().stream().noneMatch(game.players()::contains))
                throw new Failure("`vs` compares a model with itself, but " + String.join(" and ", solo.players())
                        + " did not play in this game; its players are " + String.join(" and ", game.players()));
        }
        return solos;
    }

    private static Optional<Tally> find(List<GameRecord> solos, String player) {
        return solos.stream()
                .filter(solo -> solo.players().contains(player))
                .map(solo -> solo.insertions(player))
                .findFirst();
    }

    /** A game of one is itself what a model inserts alone. */
    private static Optional<Tally> runAlone(GameRecord game, String player, Lab lab) {
        if (game.players().size() < 2) return Optional.empty();
        Optional<Model> model = game.model(player);
        return model.map(m -> Tally.of(game.alone(player, m).play(lab.progress()), Set.of(0)));
    }

    private static int top(Call call) {
        return call.arguments().get("top") instanceof Value.Num(double top) ? (int) top : Integer.MAX_VALUE;
    }
}
