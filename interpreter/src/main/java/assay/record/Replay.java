package assay.record;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Problem;
import assay.lib.verb.Failure;
import assay.lib.verb.Verbs;
import assay.report.RunRecord;
import assay.run.Before;
import assay.run.Earlier;
import assay.run.Engines;
import assay.run.Interruption;
import assay.run.Outcome;
import assay.run.Params;
import assay.run.Pins;
import assay.run.Runner;
import assay.run.Talk;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a recorded script again, with the parameters and the seed that it had.
 *
 * @param folder what it may read
 * @param engines what the command line asks for; the script's own otherwise
 */
public record Replay(RunRecord run, Folder folder, Engines.Options engines, String version) {

    /** What came of it: nothing if the script is wrong by now. */
    public record Replayed(Optional<Outcome> outcome, List<Problem> problems) {}

    /**
     * Runs into a directory that is new or empty.
     *
     * @param params replace the recorded ones
     * @param seed replaces the recorded one
     * @param pins how the models have to be
     */
    public Replayed run(
            Optional<Path> directory,
            Map<String, String> params,
            Optional<Long> seed,
            Pins pins,
            Function<Verbs, Talk> talk,
            Interruption interruption) {
        String text = run.script().orElseThrow(() -> new Failure("the run has no script.exp; it cannot be run again"));
        ScriptFile file = new ScriptFile(
                run.scriptName(), folder.root().resolve(run.scriptName()).toString(), text, Optional.of(folder));
        Params recorded = new Params(run.params());
        Map<String, String> all = new HashMap<>(recorded.written());
        all.putAll(params);
        Verbs verbs = FileVerbs.table(folder);
        Program program = Check.script(file, all, new Vocabulary(verbs));
        if (!program.sound()) return new Replayed(Optional.empty(), program.problems());
        Runner runner = new Runner(
                verbs,
                talk.apply(verbs),
                engines,
                seed.or(recorded::forcedSeed),
                directory,
                Optional.empty(),
                new Before(Optional.of(recorded.seed()), pins, Earlier.NONE),
                version,
                interruption);
        Outcome outcome = runner.run(program, file);
        return new Replayed(Optional.of(outcome), outcome.problem().stream().toList());
    }
}
