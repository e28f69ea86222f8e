package assay;

import assay.engine.model.Model;
import assay.files.Folder;
import assay.files.Load;
import assay.lib.value.Result;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Field;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import assay.lib.verb.Verbs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A small table of verbs of every shape, so that goldens of the language do not change when a verb does. They say what
 * they were given instead of measuring anything.
 */
public final class LanguageVerbs {
    private static final Type COUNT = Type.atLeast(1);

    private LanguageVerbs() {}

    public static Verbs table(Folder folder) {
        return new Verbs(List.of(
                new Load(folder),
                verb("converge", List.of(model("model")), games("sequential", "batch", "single")),
                verb("battle", List.of(model("a"), operand("b", "vs", new Type.Model())), battle()),
                verb("fingerprint", List.of(operand("of", "", Type.result("battle", "converge"))), List.of()),
                verb("ask", List.of(model("model"), operand("prompt", "", new Type.Text())), List.of(tokens())),
                verb(
                        "probe",
                        List.of(
                                model("model"),
                                operand("table", "on", new Type.Table()),
                                operand("column", "by", new Type.Text())),
                        List.of(new Setting("folds", new Type.Whole(2, 100), Value.of(5), "parts of the table"))),
                verb(
                        "sweep",
                        List.of(new Operand("layers", "at", new Type.Range(), false, "which layers")),
                        List.of(
                                new Setting(
                                        "control",
                                        Type.oneOf(
                                                Type.choice("none", "self"), Type.list(Type.choice("self", "random"))),
                                        Value.of("none"),
                                        "what to compare with"),
                                new Setting("score", new Type.Procedure(), new Value.None(), "how to judge"))),
                new Made(
                        spec(
                                "steer",
                                List.of(model("model"), operand("pair", "", new Type.Pair())),
                                List.of(new Setting("alpha", Type.number(), Value.of(1), "how far")),
                                new Type.Model()),
                        (call, lab) -> twin(call)),
                new Made(
                        spec("fail", List.of(operand("why", "", new Type.Text())), List.of(), new Type.None()),
                        (call, lab) -> {
                            throw new Failure(((Value.Str) call.arguments().get("why")).text());
                        }),
                new Made(spec("draw", List.of(), List.of(), Type.whole()), (call, lab) -> Value.of(lab.seed()))));
    }

    /** A verb from its row and what it does. */
    private record Made(VerbSpec spec, BiFunction<Call, Lab, Value> body) implements Verb {
        @Override
        public Value run(Call call, Lab lab) {
            return body.apply(call, lab);
        }
    }

    private static Verb verb(String name, List<Operand> operands, List<Setting> settings) {
        return new Made(spec(name, operands, settings, Type.result(name)), (call, lab) -> {
            Map<String, Value> fields = new LinkedHashMap<>(call.arguments());
            fields.replaceAll((field, value) ->
                    value instanceof Value.ModelRef ref ? Value.of(ref.model().name()) : value);
            fields.put("seed", Value.of(lab.seed()));
            return new Result(name, fields, Map.of("seconds", Value.of(0.5)));
        });
    }

    private static VerbSpec spec(String name, List<Operand> operands, List<Setting> settings, Type result) {
        List<Field> fields = new ArrayList<>(List.of(
                new Field("iterations", COUNT, "how many passes"),
                new Field("converged", new Type.Flag(), "whether it settled"),
                new Field("mismatches", new Type.Table(), "by iteration"),
                new Field("text", new Type.Text(), "the board"),
                new Field("seed", Type.whole(), "what it drew from")));
        operands.forEach(o -> fields.add(new Field(o.name(), new Type.Any(), "as given")));
        settings.stream()
                .filter(s -> fields.stream().noneMatch(f -> f.name().equals(s.name())))
                .forEach(s -> fields.add(new Field(s.name(), new Type.Any(), "as given")));
        return new VerbSpec(name, "a verb for tests", operands, settings, result, fields, "");
    }

    private static Value twin(Call call) {
        Model model = ((Value.ModelRef) call.arguments().get("model")).model();
        return new Value.ModelRef(Model.open(model.directory(), "steered-" + model.name(), model.engine()));
    }

    private static Operand model(String name) {
        return new Operand(name, "", new Type.Model(), false, "who plays");
    }

    private static Operand operand(String name, String connective, Type type) {
        return new Operand(name, connective, type, true, "what it works on");
    }

    private static Setting tokens() {
        return new Setting("tokens", COUNT, Value.of(64), "the longest answer");
    }

    private static List<Setting> games(String... modes) {
        return List.of(
                new Setting("length", COUNT, Value.of(20), "cells of the board"),
                new Setting("iterations", COUNT, Value.of(100), "the most there may be"),
                new Setting("mode", Type.choice(modes), Value.of(modes[0]), "how the board is rewritten"),
                new Setting(
                        "start",
                        Type.oneOf(new Type.Text(), Type.list(Type.atLeast(0)), new Type.None()),
                        new Value.None(),
                        "text or ids to begin with"));
    }

    private static List<Setting> battle() {
        return List.of(
                new Setting("length", COUNT, Value.of(20), "cells of the board"),
                new Setting("iterations", COUNT, Value.of(100), "the most there may be"),
                new Setting("mode", Type.choice("single", "sequential"), Value.of("single"), "how a turn goes"),
                new Setting("block", COUNT, Value.of(3), "flips until a cell stays"),
                new Setting("board", new Type.Flag(), Value.of(true), "draw the board"),
                new Setting("first", new Type.Whole(1, 2), Value.of(1), "who begins"),
                new Setting("start", new Type.Text(), new Value.None(), "text to begin with"),
                new Setting("replicates", COUNT, Value.of(1), "boards side by side"));
    }
}
