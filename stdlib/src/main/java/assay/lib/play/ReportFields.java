package assay.lib.play;

import assay.lib.verb.Field;
import assay.lib.verb.Type;
import java.util.ArrayList;
import java.util.List;

/** What the fields of a game's result mean. */
final class ReportFields {
    private static final Type NUMBER = new Type.Real(0, Double.MAX_VALUE);
    private static final Type TABLE = new Type.Table();
    private static final Type TEXT = new Type.Text();

    private ReportFields() {}

    /** Of one player alone. */
    static List<Field> solo() {
        List<Field> fields = new ArrayList<>();
        fields.add(
                field(
                        "iterations",
                        NUMBER,
                        "iterations played, the mean over replicates; in mode single replacements (turns, in a battle) up to the last one"));
        fields.add(field(
                "converged",
                new Type.Flag(),
                "every replicate ended with nobody expecting anything else in any contested cell"));
        fields.add(
                field(
                        "stopped",
                        TEXT,
                        "why it ended: settled, blocked (mismatches remain, in blocked cells only), cycle, iterations (the cap), or mixed"));
        fields.add(field(
                "cycle",
                new Type.OneOf(List.of(new Type.Whole(1, Long.MAX_VALUE), new Type.None())),
                "iterations until the board repeats, where all replicates repeat with the same period"));
        fields.add(field("text", TEXT, "the final board of replicate 1"));
        fields.add(field(
                "tokens",
                new Type.ListOf(new Type.Whole(0, Integer.MAX_VALUE)),
                "ids of the final board of replicate 1"));
        fields.add(field("flips", NUMBER, "replacements, the mean over replicates"));
        fields.add(field("blocked", NUMBER, "blocked cells at the end, the mean over replicates"));
        fields.add(
                field(
                        "history",
                        TABLE,
                        "every replacement: replicate, iteration, turn, player, cell, old and new text, bytes (hex) and ids, entropy (nats) and probability of the prediction, "
                                + "opponent_probability (given to the new bytes as one token when the opponent next came to the cell), survival (turns until it was overwritten)"));
        fields.add(field("insertions", TABLE, "what was placed: player, token, text, bytes (hex), count, share"));
        fields.add(
                field(
                        "mismatches",
                        TABLE,
                        "per iteration, the mean over replicates: a column per player with the mismatches it met on its latest turn, and total"));
        fields.add(
                field(
                        "cells",
                        TABLE,
                        "every cell: replicate, cell, start and final text and bytes (hex), owner (who placed it last), flips, contested, blocked"));
        fields.add(
                field(
                        "runs",
                        TABLE,
                        "a row per replicate: iterations, converged, stopped, cycle, flips, blocked, text; in a battle winner and territory_NAME"));
        fields.add(field("oscillating", new Type.Whole(0, Integer.MAX_VALUE), "replicates that ended in a cycle"));
        fields.add(field("periods", TABLE, "how often each period occurred: period, count"));
        fields.add(field(
                "forward_positions", new Type.Whole(0, Long.MAX_VALUE), "token positions pushed through the models"));
        fields.add(field(
                "ties",
                new Type.Whole(0, Long.MAX_VALUE),
                "predictions that several tokens shared the top of; the lowest id counts"));
        fields.add(field(
                "settings", new Type.Rec(), "mode, length, iterations, block, anchor, replicates, as they were used"));
        fields.add(field("models", new Type.Rec(), "the models that played, by their names in the tables"));
        fields.add(field("warnings", new Type.ListOf(TEXT), "what may make the result an artefact"));
        return fields;
    }

    /** Of two players. */
    static List<Field> battle() {
        List<Field> fields = new ArrayList<>(solo());
        fields.replaceAll(field -> field.name().equals("tokens")
                ? field("tokens", new Type.Rec(), "ids of the final board of replicate 1, as each player reads it")
                : field);
        fields.add(field(
                "winner",
                new Type.OneOf(List.of(TEXT, new Type.None())),
                "who holds more cells over all replicates; none if both hold as many"));
        fields.add(
                field("territory", TABLE, "cells last placed by each, the mean over replicates: player, cells, share"));
        fields.add(field(
                "controls",
                new Type.Rec(),
                "the battles that were fought as controls: a record per control, in it a result per player"));
        fields.add(
                field(
                        "comparisons",
                        TABLE,
                        "insertions against the opponent and against each control: control, player, insertions, distance (Jensen-Shannon, nats), p"));
        return fields;
    }

    private static Field field(String name, Type type, String help) {
        return new Field(name, type, help);
    }
}
