package assay.lib.play;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.List;

/** {@code converge M}: one model rewrites a token sequence until it stops changing. */
public final class Converge implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "converge",
            "one model rewrites a token sequence until it stops changing",
            List.of(new Operand("model", "", new Type.Model(), false, "who rewrites")),
            List.of(
                    Settings.LENGTH,
                    Settings.ITERATIONS,
                    new Setting(
                            "mode",
                            new Type.Choice(List.of("sequential", "batch", "single")),
                            Value.of("sequential"),
                            "left to right in passes, all mismatches at once, or the most uncertain mismatch alone"),
                    Settings.BLOCK,
                    Settings.START,
                    Settings.ANCHOR,
                    Settings.REPLICATES,
                    Settings.BOARD),
            new Type.ResultOf(List.of("converge")),
            ReportFields.solo(),
            """
            let solo = converge qilin length 12 mode single
            show solo.text
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Result run(Call call, Lab lab) {
        Model model = ((Value.ModelRef) call.arguments().get("model")).model();
        Contest contest = Settings.contest(call, "converge", List.of(model), 0, lab.seed());
        Played played = contest.play(Settings.progress(call, lab.progress()));
        return new Findings(SPEC)
                .putAll(new Report(played).common())
                .put("warnings", Warnings.listing(Warnings.of(call, played)))
                .result();
    }
}
