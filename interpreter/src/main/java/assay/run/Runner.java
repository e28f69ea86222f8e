package assay.run;

import assay.check.Program;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.lib.value.Json;
import assay.lib.verb.Failure;
import assay.lib.verb.Verbs;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The third stage: a checked program is run, and leaves a run directory behind, however it ends.
 *
 * @param options the engines that the command line asks for
 * @param seed the command line's, which replaces the script's
 * @param out the run directory the command line asks for
 * @param resumed the run that is to go on
 */
public record Runner(
        Verbs verbs,
        Talk talk,
        Engines.Options options,
        Optional<Long> seed,
        Optional<Path> out,
        Optional<Resumed> resumed,
        String version,
        Interruption interruption) {
    private static final Path RUNS = Path.of("runs");
    private static final int SEEDS = 1_000_000_000;

    /** Runs a program that is sound; a {@link Failure} or an input-output error if its directory cannot be made. */
    public Outcome run(Program program, ScriptFile file) {
        String script = file.name();
        resumed.ifPresent(before -> before.check(file.text(), seed.orElse(null)));
        try (RunDirectory directory = resumed.map(RunDirectory::resuming)
                .or(() -> out.map(RunDirectory::at))
                .orElseGet(() -> RunDirectory.below(RUNS, script, LocalDateTime.now()))) {
            directory.write("script.exp", file.text());
            return run(program, file, directory);
        }
    }

    private Outcome run(Program program, ScriptFile file, RunDirectory directory) {
        long otherwise = resumed.map(Resumed::seed).orElseGet(() -> (long) new SecureRandom().nextInt(SEEDS));
        Seeds seeds = new Seeds(seed, otherwise);
        Kept kept = resumed.map(before -> new Kept(directory::keep, before.lines("kept.jsonl")))
                .orElseGet(() -> new Kept(directory::keep));
        Engines engines = new Engines(options, talk::note);
        params(program, seeds, engines.word(), directory);
        Notebook notebook = new Notebook(directory::event);
        Lock lock = new Lock(version, file.text(), resumed.map(Resumed::lock));
        directory.write("lock.json", lock.toString());
        Folder folder = file.folder().orElseThrow();
        Models models = new Models(folder, engines, new Downloads(talk, interruption), new Models.Listener() {
            @Override
            public void opened(Models.Opened model) {
                lock.model(model);
                directory.write("lock.json", lock.toString());
            }

            @Override
            public void adapted(Path adapter) {
                lock.adapter(adapter);
                directory.write("lock.json", lock.toString());
            }
        });
        Run run = Run.of(verbs, folder, models, seeds, new Steps(interruption), talk, notebook, directory, kept);
        interruption.lastWords(() ->
                record(file, seeds, engines, notebook, directory, new Ending(Status.INTERRUPTED, Optional.empty())));
        Ending ending;
        try (engines;
                models) {
            ending = execute(program, run);
        }
        params(program, seeds, engines.name(), directory);
        return record(file, seeds, engines, notebook, directory, ending);
    }

    /** Writes results.json. */
    private static Outcome record(
            ScriptFile file, Seeds seeds, Engines engines, Notebook notebook, RunDirectory directory, Ending ending) {
        Outcome outcome = new Outcome(
                file.name(),
                ending.status(),
                ending.trouble().map(Trouble::problem),
                ending.trouble().map(Trouble::getCause),
                seeds.root(),
                engines.name(),
                notebook.results(),
                notebook.expectations(),
                notebook.hypotheses(),
                directory.path());
        directory.write("results.json", outcome.json().toPrettyString() + "\n");
        return outcome;
    }

    /** How the statements ended. */
    private record Ending(Status status, Optional<Trouble> trouble) {}

    private static Ending execute(Program program, Run run) {
        Interpreter interpreter = new Interpreter(program, run);
        Env env = Env.script();
        Optional<Trouble> trouble = Optional.empty();
        try {
            try {
                interpreter.script(env);
            } catch (Trouble stopped) {
                trouble = Optional.of(stopped);
            }
            interpreter.judge(env);
        } catch (CancellationException interrupted) {
            return new Ending(Status.INTERRUPTED, Optional.empty());
        } catch (Trouble inHypothesis) {
            trouble = trouble.or(() -> Optional.of(inHypothesis));
        }
        if (trouble.isPresent()) return new Ending(trouble.get().status(), trouble);
        boolean held = run.notebook().expectations().stream().allMatch(Expectation::held);
        return new Ending(held ? Status.OK : Status.EXPECTATION_FAILED, Optional.empty());
    }

    private static void params(Program program, Seeds seeds, String engine, RunDirectory directory) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode params = document.putObject("params");
        program.params().forEach((name, value) -> params.set(name, Json.of(value)));
        document.put("seed", seeds.root());
        document.put("engine", engine);
        directory.write("params.json", document.toPrettyString() + "\n");
    }
}
