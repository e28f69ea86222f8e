package assay.show;

import assay.lib.play.BoardSnapshot;
import assay.lib.play.BoardSnapshot.Square;
import assay.lib.value.Result;
import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Results as the verbs give them, small enough to read. */
final class Samples {
    static final List<String> TOKENS = List.of(
            " the", " river", "龙", " of", " jade", " and", "\n", " llama", " wool", "ing", " 山", " high", ".", " in",
            "🦙", " pass", " grazes", "é", " a", " mist");

    /** What a tokenizer may hold and a terminal must never be sent. */
    static final List<String> HOSTILE = List.of(
            "\u001b[2J",
            "\u001b]0;title\u0007",
            "\r",
            "\t\t",
            "\n",
            "",
            "   ",
            "\u202Ertl",
            "\u200B",
            "\uFEFF",
            "\uFFFD",
            "\u0301\u0301\u0301",
            "a" + "\u0308".repeat(40),
            "\uD83D",
            "\u009b31m",
            "\u0000",
            "👩‍👩‍👧‍👦",
            "สวัสดี",
            "क्षत्रिय",
            "x".repeat(50));

    private static final Value NONE = new Value.None();

    private Samples() {}

    static Result battle() {
        return battle(TOKENS);
    }

    static Result battle(List<String> tokens) {
        Map<String, Value> fields = game(tokens, List.of("qilin", "alpaka"));
        fields.put("winner", Value.of("qilin"));
        fields.put(
                "territory",
                new Rows("player", "cells", "share")
                        .add("qilin", 9.75, 9.75 / 19)
                        .add("alpaka", 7.5, 7.5 / 19)
                        .table());
        fields.put("controls", new Value.Rec(Map.of()));
        fields.put(
                "comparisons",
                new Rows("control", "player", "insertions", "distance", "p")
                        .add("self", "qilin", 212, 0.4312, 0.0078)
                        .add("self", "alpaka", 198, 0.5127, 0.0078)
                        .add("random", "qilin", 240, 0.2218, 0.0313)
                        .add("random", "alpaka", 231, 0.0311, 0.6406)
                        .table());
        fields.put(
                "warnings",
                new Value.Listing(List.of(
                        Value.of(
                                "in 3 predictions of alpaka several tokens shared the highest logit; the lowest id was taken"),
                        Value.of("no control separates what alpaka inserted from chance: random (p = 0.641)"))));
        return new Result("battle", fields);
    }

    /** A battle of which next to nothing is known. */
    static Result sparse() {
        return new Result("battle", Map.of("stopped", Value.of("cycle"), "cycle", Value.of(2)));
    }

    static Result probe() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("pairs", accuracy());
        fields.put("best", Value.of(6));
        fields.put("conditions", new Value.Listing(List.of(Value.of("clean"), Value.of("noisy"))));
        fields.put("directions", tensor());
        fields.put(
                "advice",
                Value.of(
                        "Rows that are near-duplicates leak between folds; name their column with `groups` to keep each group in one fold."));
        return new Result("probe", fields, Map.of("seconds", Value.of(3.25)));
    }

    static Result answer(String text) {
        return answers("ask", List.of("What color is grass?"), List.of(text), 1);
    }

    /** What a verb that writes gives for these prompts, with so many answers to each. */
    static Result answers(String verb, List<String> prompts, List<String> texts, int replicates) {
        Rows rows = new Rows("input", "replicate", "prompt", "text", "finish_reason", "generation_tokens", "logprob");
        for (int i = 0; i < texts.size(); i++) {
            int input = i / replicates;
            rows.add(
                    input,
                    i % replicates,
                    prompts.get(input),
                    texts.get(i),
                    i % 3 == 2 ? "length" : "stop",
                    i + 2,
                    -0.125);
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("model", Value.of("qilin"));
        fields.put("text", new Value.Listing(texts.stream().map(Value::of).toList()));
        fields.put("results", rows.table());
        boolean several = texts.size() > 1;
        fields.put(
                "warnings",
                new Value.Listing(
                        several
                                ? List.of(Value.of(
                                        "texts of up to 600 tokens were read, but the model qilin was made for 512"))
                                : List.of()));
        return new Result(verb, fields, Map.of("prompt_tps", Value.of(69.57), "generation_tps", Value.of(50.2)));
    }

    /** What {@code score} gives for one text. */
    static Result score() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("logprob", Value.of(-1.747));
        fields.put("tokens", Value.of(2));
        fields.put(
                "per_token",
                new Rows("input", "position", "text", "logprob")
                        .add(0, 1, "rass", -0.0772)
                        .add(0, 2, " is", -1.6698)
                        .table());
        fields.put(
                "results",
                new Rows("input", "logprob", "tokens").add(0, -1.747, 2).table());
        return new Result("score", fields);
    }

    /** What {@code tokenize} gives: lists that are also the columns of a table. */
    static Result tokenize() {
        Table table = new Rows("position", "id", "piece")
                .add(0, 38, "G")
                .add(1, 904, "rass")
                .table();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("tokens", table.column("id"));
        fields.put("pieces", table.column("piece"));
        fields.put("count", Value.of(2));
        fields.put("table", table);
        return new Result("tokenize", fields);
    }

    static Result converge() {
        Map<String, Value> fields = game(TOKENS, List.of("qilin"));
        fields.put("stopped", Value.of("settled"));
        fields.put("converged", Value.of(true));
        fields.put("iterations", Value.of(2));
        fields.put("flips", Value.of(18));
        fields.put("blocked", Value.of(0));
        fields.put("runs", new Rows("replicate", "stopped").add(1, "settled").table());
        fields.put(
                "mismatches",
                new Rows("iteration", "qilin", "total")
                        .add(1, 18, 18)
                        .add(2, 0, 0)
                        .table());
        return new Result("converge", fields);
    }

    static Result fingerprint() {
        Rows tokens = new Rows("player", "token", "text", "bytes", "count", "share", "solo_count", "solo_share");
        Rows pressed = new Rows("player", "token", "text", "bytes", "count", "share");
        Rows alone = new Rows("player", "token", "text", "bytes", "count", "share");
        Rows sources = new Rows(
                "player", "source", "insertions", "share", "training", "expected", "solo_insertions", "solo_share");
        int[] counts = {61, 40, 22, 12, 9, 5, 4, 3, 2, 1, 1, 1};
        for (String player : List.of("qilin", "alpaka")) {
            int shift = player.equals("qilin") ? 0 : 7;
            for (int i = 0; i < counts.length; i++) {
                String text = TOKENS.get((i * 3 + shift) % TOKENS.size());
                int solo = i % 4 == 1 ? 0 : 12 - i;
                tokens.add(player, i + 10, text, "00", counts[i], counts[i] / 161.0, solo, solo / 90.0);
                if (solo == 0) pressed.add(player, i + 10, text, "00", counts[i], counts[i] / 161.0);
            }
            for (int i = 0; i < 9; i++) alone.add(player, 90 + i, " word" + i, "00", 2, 2 / 90.0);
            sources.add(player, "tao te king", 70, 0.583, 0.08, 0.1125, 12, 0.2);
            sources.add(player, "recipes", 40, 0.333, 0.52, 0.6, 30, 0.5);
            sources.add(player, "letters", 10, 0.083, 0.4, 0.2875, 18, 0.3);
            sources.add(player, "unassigned", 41, NONE, NONE, NONE, 30, NONE);
        }
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
        players.add("qilin", 161, 12, 1.8354, 90, 31, 3.1201, 0.588, 0.4433, 0.0078, 3, 22);
        players.add("alpaka", 161, 12, 1.8354, 90, 28, 2.9712, 0.618, 0.4021, 0.0156, 3, 19);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("tokens", tokens.table());
        fields.put("players", players.table());
        fields.put("under_pressure", pressed.table());
        fields.put("alone", alone.table());
        fields.put("distance", Value.of(0.6127));
        fields.put("p", Value.of(0.0039));
        fields.put("sources", sources.table());
        fields.put("warnings", new Value.Listing(List.of()));
        return new Result("fingerprint", fields);
    }

    private static Map<String, Value> game(List<String> tokens, List<String> players) {
        Random random = new Random(7);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("iterations", Value.of(41.25));
        fields.put("converged", Value.of(false));
        fields.put("stopped", Value.of("mixed"));
        fields.put("cycle", NONE);
        fields.put("text", Value.of(String.join("", tokens)));
        fields.put("flips", Value.of(38.5));
        fields.put("blocked", Value.of(6.25));
        fields.put("insertions", insertions(tokens, players, random));
        fields.put("mismatches", mismatches(players));
        fields.put("cells", cells(tokens, players, random));
        Rows runs = new Rows("replicate", "iterations", "stopped", "cycle");
        for (int i = 1; i <= 8; i++) {
            if (i < 5) runs.add(i, 40 + i, "blocked", NONE);
            else if (i < 6) runs.add(i, 12, "settled", NONE);
            else runs.add(i, 33, "cycle", i == 8 ? 4 : 2);
        }
        fields.put("runs", runs.table());
        Map<String, Value> settings = new LinkedHashMap<>();
        settings.put("mode", Value.of("single"));
        settings.put("length", Value.of(tokens.size()));
        settings.put("iterations", Value.of(400));
        settings.put("block", Value.of(3));
        settings.put("anchor", Value.of(1));
        settings.put("first", Value.of(players.getFirst()));
        settings.put("replicates", Value.of(8));
        fields.put("settings", new Value.Rec(settings));
        return fields;
    }

    private static Table insertions(List<String> tokens, List<String> players, Random random) {
        Rows rows = new Rows("player", "token", "text", "bytes", "count", "share");
        int[] counts = {61, 40, 22, 12, 9, 5, 4, 3, 2, 1, 1, 1};
        double total = 161;
        for (int player = 0; player < players.size(); player++) {
            for (int i = 0; i < Math.min(counts.length, tokens.size()); i++) {
                String text = tokens.get((i * 3 + player * 7) % tokens.size());
                rows.add(players.get(player), random.nextInt(4000), text, "00", counts[i], counts[i] / total);
            }
        }
        return rows.table();
    }

    private static Table mismatches(List<String> players) {
        List<String> columns = new ArrayList<>(List.of("iteration"));
        columns.addAll(players);
        columns.add("total");
        List<List<Value>> rows = new ArrayList<>();
        for (int i = 1; i <= 48; i++) {
            List<Value> row = new ArrayList<>(List.of(Value.of(i)));
            double total = 0;
            for (int player = 0; player < players.size(); player++) {
                boolean unmoved = player == 1 && i == 1;
                double count = Math.round(8 * (2 + 17 * Math.exp(-i / (9.0 + 8 * player)))) / 8.0;
                row.add(unmoved ? NONE : Value.of(count));
                total += unmoved ? Double.NaN : count;
            }
            row.add(Double.isNaN(total) ? NONE : Value.of(total));
            rows.add(row);
        }
        return Table.of(columns, rows);
    }

    private static Table cells(List<String> tokens, List<String> players, Random random) {
        Rows rows = new Rows("replicate", "cell", "start", "text", "owner", "flips", "contested", "blocked");
        for (int replicate = 1; replicate <= 2; replicate++) {
            for (int cell = 0; cell < tokens.size(); cell++) {
                boolean contested = cell > 0;
                int owner = contested ? random.nextInt(players.size() + 1) - 1 : -1;
                int flips = owner < 0 ? 0 : 1 + random.nextInt(3);
                Value holder = owner < 0 ? NONE : Value.of(players.get(owner));
                rows.add(replicate, cell, "?", tokens.get(cell), holder, flips, contested, flips == 3);
            }
        }
        return rows.table();
    }

    /** A turn of a battle while it runs. */
    static BoardSnapshot snapshot(int turn, List<String> tokens) {
        Random random = new Random(turn);
        List<Square> squares = new ArrayList<>();
        for (int cell = 0; cell < tokens.size(); cell++) {
            int owner = cell == 0 ? -1 : random.nextInt(3) - 1;
            boolean wrong = cell > 0 && random.nextInt(turn + 1) == 0;
            squares.add(new Square(
                    tokens.get((cell + turn) % tokens.size()),
                    owner,
                    owner < 0 ? 0 : 1,
                    cell > 0,
                    owner == 1 && random.nextInt(3) == 0,
                    cell == 0 ? Double.NaN : random.nextDouble() * 4,
                    List.of(wrong, turn > 1 && random.nextInt(turn) == 0)));
        }
        List<String> players = List.of("qilin", "alpaka");
        return new BoardSnapshot("battle", players, squares, turn, turn, turn % 2, 1, 8, Math.max(1, 8 - turn / 8));
    }

    static Table accuracy() {
        Rows rows = new Rows("pair", "layer", "accuracy", "deviation", "p");
        for (String pair : List.of("green->red", "big->small")) {
            for (int layer = 0; layer < 12; layer++) {
                double shape = Math.exp(-Math.pow(layer - (pair.startsWith("g") ? 6 : 9), 2) / 12.0);
                rows.add(pair, layer, 0.5 + 0.46 * shape, 0.03 + 0.001 * layer, 0.5 * (1 - shape) + 0.00012);
            }
        }
        return rows.table();
    }

    static TensorValue tensor() {
        float[] data = new float[16 * 48];
        for (int i = 0; i < data.length; i++) data[i] = (float) (Math.sin(i % 48 / 7.0) * (i / 48) / 4 + 0.2);
        return new TensorValue("resid_post", List.of("layer", "position"), new int[] {16, 48}, data);
    }
}
