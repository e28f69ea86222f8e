package assay.lib.play;

import assay.engine.model.Model;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Progress;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import java.util.List;
import java.util.Locale;

/** The settings that games have in common, and how they are read. */
final class Settings {
    static final Setting LENGTH =
            new Setting("length", new Type.Whole(2, Starts.MOST), Value.of(20), "cells of the board");
    static final Setting ITERATIONS = new Setting(
            "iterations",
            new Type.Whole(1, 1_000_000),
            Value.of(100),
            "the most there may be; one is a pass over all cells, or a single replacement in mode single");
    static final Setting BLOCK = new Setting(
            "block",
            new Type.Whole(1, 1_000_000),
            Value.of(3),
            "in mode single, replacements after which a cell is left alone");
    static final Setting START = new Setting(
            "start",
            new Type.OneOf(
                    List.of(new Type.Text(), new Type.ListOf(new Type.Whole(0, Integer.MAX_VALUE)), new Type.None())),
            new Value.None(),
            "text or token ids the board begins with, instead of random tokens");
    static final Setting ANCHOR = new Setting(
            "anchor",
            new Type.OneOf(List.of(new Type.Whole(0, Starts.MOST - 1), new Type.None())),
            new Value.None(),
            "how many first cells nobody may replace; 0 if every player has a begin token, otherwise 1");
    static final Setting REPLICATES = new Setting(
            "replicates",
            new Type.Whole(1, 1024),
            Value.of(1),
            "boards that are played side by side, each from its own start");

    static final Setting BOARD =
            new Setting("board", new Type.Flag(), Value.of(true), "draw the board on a terminal while it is played");

    private static final int MOST_CELLS = 1 << 16;

    private Settings() {}

    static int whole(Call call, String name) {
        return (int) ((Value.Num) call.arguments().get(name)).value();
    }

    /** The game that a call asks for. */
    static Contest contest(Call call, String game, List<Model> models, int first, long seed) {
        List<String> names = models.stream().map(Model::name).toList();
        List<Reader> readers = Reader.of(models.stream().map(Model::tokenizer).toList());
        List<List<Cell>> starts = starts(call, names, readers, seed);
        Rules rules = rules(call, names, readers, starts.getFirst().size(), first);
        List<Contest.Contender> contenders = models.stream()
                .map(model -> (Contest.Contender) new Contest.Contender.Plain(model.name(), model))
                .toList();
        return new Contest(game, contenders, starts, rules);
    }

    /** The listener, without the board where it is not wanted. */
    static Progress progress(Call call, Progress progress) {
        if (call.arguments().get("board") instanceof Value.Bool(boolean drawn) && drawn) return progress;
        return new Progress() {
            @Override
            public void step(String what, long done, long total) {
                progress.step(what, done, total);
            }

            @Override
            public void live(Snapshot snapshot) {}
        };
    }

    private static List<List<Cell>> starts(Call call, List<String> names, List<Reader> readers, long seed) {
        Value start = call.arguments().get("start");
        int length = whole(call, "length");
        int replicates = whole(call, "replicates");
        if ((long) length * replicates > MOST_CELLS)
            throw new Failure(replicates + " boards of " + length
                    + " cells are more than can be played side by side; take at most " + MOST_CELLS / length
                    + " replicates");
        if (start instanceof Value.None) return Starts.drawn(names, readers, length, replicates, seed);
        List<List<Cell>> given = Starts.given(names.getFirst(), readers.getFirst(), start, replicates);
        int cells = given.getFirst().size();
        if (call.written().contains("length") && cells != length)
            throw new Failure("`start` gives " + cells + " tokens, but `length` is " + length
                    + "; leave `length` out when the start is given");
        return given;
    }

    private static Rules rules(Call call, List<String> names, List<Reader> readers, int length, int first) {
        int anchor =
                call.arguments().get("anchor") instanceof Value.Num(double n) ? (int) n : Rules.leastAnchor(readers);
        for (int i = 0; i < readers.size(); i++) {
            if (anchor == 0 && !readers.get(i).opens())
                throw new Failure(
                        names.get(i)
                                + " has no begin token, so it cannot predict the first cell; leave `anchor` out or make it at least 1");
        }
        if (anchor >= length)
            throw new Failure("an anchor of " + anchor + " leaves nothing to play for on a board of " + length
                    + " cells; make it smaller than the board");
        Mode mode =
                Mode.valueOf(((Value.Str) call.arguments().get("mode")).text().toUpperCase(Locale.ROOT));
        return new Rules(mode, whole(call, "iterations"), whole(call, "block"), anchor, first);
    }
}
