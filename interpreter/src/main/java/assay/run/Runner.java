package assay.run;

import assay.check.Program;
import assay.files.ScriptFile;
import assay.lib.verb.Failure;
import assay.lib.verb.Verbs;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The third stage: a checked program is run, and leaves a run directory behind, however it ends; so does a session.
 *
 * @param options the engines that the command line asks for
 * @param seed the command line's, which replaces the script's
 * @param out the run directory the command line asks for
 * @param resumed the run that is to go on
 * @param before what is taken over from that, or from another one that is repeated
 */
public record Runner(
        Verbs verbs,
        Talk talk,
        Engines.Options options,
        Optional<Long> seed,
        Optional<Path> out,
        Optional<Resumed> resumed,
        Before before,
        String version,
        Interruption interruption) {
    static final Path RUNS = Path.of("runs");

    public Runner(
            Verbs verbs,
            Talk talk,
            Engines.Options options,
            Optional<Long> seed,
            Optional<Path> out,
            Optional<Resumed> resumed,
            String version,
            Interruption interruption) {
        this(
                verbs,
                talk,
                options,
                seed,
                out,
                resumed,
                resumed.map(run -> run.before(Earlier.NONE)).orElseGet(() -> Before.only(Earlier.NONE)),
                version,
                interruption);
    }

    /** Runs a program that is sound; a {@link Failure} or an input-output error if its directory cannot be made. */
    public Outcome run(Program program, ScriptFile file) {
        resumed.ifPresent(before -> before.check(file.text(), seed.orElse(null), program.params()));
        Optional<Registration> registered = Registration.of(file);
        try (RunDirectory directory = directory(file.name())) {
            Bench bench = new Bench(this, file.name(), file.folder().orElseThrow(), directory);
            Engines engines = bench.run().models().engines();
            bench.params(program.params(), engines.word());
            bench.script(file.text()); // last, since a directory with a script in it can be resumed
            interruption.lastWords(() -> bench.record(Status.INTERRUPTED, Optional.empty()));
            Ending ending;
            try (bench) {
                ending = execute(program, bench.run(), registered);
            }
            bench.params(program.params(), engines.name());
            return bench.record(ending.status(), ending.trouble());
        }
    }

    /** A directory for a run of this name: a new one, unless a run goes on. */
    RunDirectory directory(String name) {
        return resumed.map(RunDirectory::resuming)
                .or(() -> out.map(RunDirectory::at))
                .orElseGet(() -> RunDirectory.below(RUNS, name, LocalDateTime.now()));
    }

    /** How the statements ended. */
    private record Ending(Status status, Optional<Trouble> trouble) {}

    private static Ending execute(Program program, Run run, Optional<Registration> registered) {
        Interpreter interpreter = new Interpreter(program, run);
        Env env = Env.script();
        Optional<Trouble> trouble = Optional.empty();
        try {
            try {
                interpreter.script(env);
            } catch (Trouble stopped) {
                trouble = Optional.of(stopped);
            }
            interpreter.claims().judge(env, registered);
        } catch (CancellationException interrupted) {
            return new Ending(Status.INTERRUPTED, Optional.empty());
        } catch (Trouble inHypothesis) {
            trouble = trouble.or(() -> Optional.of(inHypothesis));
        }
        if (trouble.isPresent()) return new Ending(trouble.get().status(), trouble);
        boolean held = run.notebook().expectations().stream().allMatch(Expectation::held);
        return new Ending(held ? Status.OK : Status.EXPECTATION_FAILED, Optional.empty());
    }
}
