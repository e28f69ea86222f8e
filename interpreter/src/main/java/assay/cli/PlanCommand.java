package assay.cli;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.engine.EngineException;
import assay.engine.model.Model;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.files.State;
import assay.grammar.ast.Stmt;
import assay.plan.Calibration;
import assay.plan.Foretold;
import assay.plan.Outline;
import assay.plan.Plan;
import assay.plan.Planner;
import assay.plan.Reading;
import assay.run.Engines;
import assay.show.Glyphs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay plan FILE}. */
@Command(
        name = "plan",
        description = "Tell what a script would do, and how long that takes at most, without running it.",
        synopsisHeading = "Usage: ",
        customSynopsis = "assay plan FILE [--NAME VALUE]... [--engine E] [--mlx PATH] [--quick]",
        footer = "--NAME VALUE sets the script's `param NAME`.")
final class PlanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The script; - is standard input.")
    private String script;

    @Mixin
    private EngineOptions engines;

    @Option(
            names = "--quick",
            description = "Leave out the time, which takes opening each model and running it for two seconds.")
    private boolean quick;

    @Mixin
    private CommonOptions common;

    private Map<String, String> params = Map.of();

    void params(Map<String, String> params) {
        this.params = params;
    }

    @Override
    public Integer call() {
        Engines.Options options = engines.checked();
        ScriptFile file = ScriptFile.started(script);
        Folder folder = file.folder().orElseThrow();
        Vocabulary vocabulary = new Vocabulary(FileVerbs.table(folder));
        Program program = Check.script(file, params, vocabulary);
        if (!program.sound()) return new Report(false, false, common.debug()).wrong(file.name(), program.problems());
        Plan plan = Planner.of(program, folder, vocabulary);
        boolean timed = !quick && !plan.steps().isEmpty();
        try (Engines used = new Engines(options, System.err::println)) {
            program.script().statements().stream()
                    .filter(Stmt.EngineChoice.class::isInstance)
                    .map(Stmt.EngineChoice.class::cast)
                    .forEach(choice -> used.script(choice.engine().text()));
            Outline outline = new Outline(plan, timed ? speeds(plan, used) : Map.of());
            outline.lines().forEach(line -> System.out.println(Glyphs.visible(line)));
            if (timed && plan.open() == 0)
                Foretold.of(file, program.params(), used.name(), outline.seconds())
                        .save(State.ofUser(), file);
        }
        return 0;
    }

    /** Of every model that is here; the others are opened when the script runs. */
    private static Map<String, Calibration> speeds(Plan plan, Engines engines) {
        Map<String, Calibration> speeds = new LinkedHashMap<>();
        for (Reading reading : plan.models()) {
            if (reading.directory().isEmpty()) continue;
            try (Model model =
                    Model.open(reading.directory().get(), reading.name(), engines.of(engines.word(), Map.of()))) {
                speeds.put(reading.name(), Calibration.of(model));
            } catch (EngineException cannot) {
                System.err.println(
                        "the speed of " + reading.name() + " is unknown: " + Glyphs.visible(cannot.getMessage()));
            }
        }
        return speeds;
    }
}
