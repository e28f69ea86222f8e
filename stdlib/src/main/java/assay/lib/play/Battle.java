package assay.lib.play;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Progress;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code battle A vs B}: two models rewrite the same board in turn. */
public final class Battle implements Verb {
    private static final Type CONTROL = new Type.Choice(List.of("none", "self", "random", "shuffled"));

    private static final VerbSpec SPEC = new VerbSpec(
            "battle",
            "two models rewrite the same board in turn",
            List.of(
                    new Operand("a", "", new Type.Model(), false, "one player"),
                    new Operand("b", "vs", new Type.Model(), true, "the other")),
            List.of(
                    Settings.LENGTH,
                    Settings.ITERATIONS,
                    new Setting(
                            "mode",
                            new Type.Choice(List.of("single", "sequential")),
                            Value.of("single"),
                            "a turn replaces the most uncertain mismatch, or is a pass from left to right"),
                    Settings.BLOCK,
                    Settings.BOARD,
                    new Setting(
                            "first",
                            new Type.OneOf(List.of(new Type.Whole(1, 2), new Type.Model())),
                            Value.of(1),
                            "who begins: 1, 2 or the model"),
                    Settings.START,
                    Settings.REPLICATES,
                    Settings.ANCHOR,
                    new Setting(
                            "control",
                            new Type.OneOf(List.of(CONTROL, new Type.ListOf(CONTROL))),
                            Value.of("none"),
                            "fight also against oneself, against random tokens, against the opponent with shuffled logits")),
            new Type.ResultOf(List.of("battle")),
            ReportFields.battle(),
            """
            let war = battle qilin vs alpaka length 12 replicates 2
            show war.territory
            plot war.mismatches by iteration
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Result run(Call call, Lab lab) {
        Model a = ((Value.ModelRef) call.arguments().get("a")).model();
        Model b = ((Value.ModelRef) call.arguments().get("b")).model();
        List<Model> models = List.of(a, b);
        Progress progress = Settings.progress(call, lab.progress());
        Contest contest = Settings.contest(call, "battle", models, first(call, models), lab.seed());
        Played played = contest.play(progress);
        List<String> warnings = new ArrayList<>(Warnings.of(played));
        if (call.written().contains("block") && contest.rules().mode() != Mode.SINGLE)
            warnings.add(
                    "`block` does nothing in mode " + contest.rules().mode().word());
        List<Control> wanted = Control.of(call.arguments().get("control"));
        if (wanted.isEmpty()) return result(played, warnings, Controls.NONE);
        Controls controls = new Controls(contest, played, models, lab.seed(), progress);
        Map<String, Value> controlled = controls.run(wanted);
        warnings.addAll(controls.warnings());
        return result(played, warnings, controlled);
    }

    static Result result(Played played, List<String> warnings, Map<String, Value> controlled) {
        Report report = new Report(played);
        return new Findings(SPEC)
                .putAll(report.common())
                .putAll(report.rivalry())
                .putAll(controlled)
                .put("warnings", Warnings.listing(warnings))
                .result();
    }

    private static int first(Call call, List<Model> models) {
        return switch (call.arguments().get("first")) {
            case Value.Num(double number) -> (int) number - 1;
            case Value.ModelRef(Model model) when models.contains(model) -> models.indexOf(model);
            case Value.ModelRef(Model model) ->
                throw new Failure("`first " + model.name() + "` names a model that does not play; take "
                        + models.getFirst().name() + " or " + models.getLast().name());
            case Value other -> throw new IllegalArgumentException("first " + other);
        };
    }
}
