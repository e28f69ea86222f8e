package assay.run;

import assay.files.Folder;
import assay.files.Reads;
import assay.lib.value.Value;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What statements are run with, be it a script's or a session's, and the directory where that is recorded. */
final class Bench implements AutoCloseable {
    private static final int SEEDS = 1_000_000_000;

    private final String script;
    private final RunDirectory directory;
    private final Seeds seeds;
    private final Engines engines;
    private final Notebook notebook;
    private final Lock lock;
    private final Models models;
    private final Run run;
    private final Reads reads;
    private final boolean forcedSeed;

    /**
     * @param script its name
     * @param folder what it may read
     */
    Bench(Runner runner, String script, Folder folder, RunDirectory directory) {
        this.script = script;
        this.directory = directory;
        this.reads = folder.reads();
        this.forcedSeed = runner.seed().isPresent();
        Before before = runner.before();
        long otherwise = before.seed().orElseGet(() -> (long) new SecureRandom().nextInt(SEEDS));
        this.seeds = new Seeds(runner.seed(), otherwise);
        this.engines = new Engines(runner.options(), runner.talk()::note);
        this.notebook = new Notebook(directory::event);
        this.lock = new Lock(runner.version(), "", before.pins());
        Downloads downloads = new Downloads(runner.talk(), runner.interruption());
        this.models = new Models(folder, engines, downloads, new Models.Listener() {
            @Override
            public String opened(Models.Opened model) {
                String files = lock.model(model);
                lock();
                return files;
            }

            @Override
            public String adapted(Path adapter) {
                String files = lock.adapter(adapter);
                lock();
                return files;
            }
        });
        List<String> own = runner.resumed().map(run -> run.lines("kept.jsonl")).orElse(List.of());
        Kept kept = new Kept(runner.verbs(), directory::keep, own, before.earlier());
        Steps steps = new Steps(runner.interruption());
        this.run = Run.of(runner.verbs(), folder, models, seeds, steps, runner.talk(), notebook, directory, kept);
    }

    Run run() {
        return run;
    }

    /** Writes the script as it stands now. */
    void script(String text) {
        directory.write("script.exp", text);
        lock.script(text);
        lock();
    }

    private void lock() {
        lock.files(reads.digests());
        directory.write("lock.json", lock.toString());
    }

    /** Writes params.json. */
    void params(Map<String, Value> values, String engine) {
        directory.write(
                "params.json",
                Params.of(values, seeds.root(), forcedSeed, engine).toString());
    }

    /** Writes results.json, and all that they rest on. */
    Outcome record(Status status, Optional<Trouble> trouble) {
        lock();
        Outcome outcome = new Outcome(
                script,
                status,
                trouble.map(Trouble::problem),
                trouble.map(Trouble::getCause),
                seeds.root(),
                engines.name(),
                notebook.results(),
                notebook.expectations(),
                notebook.hypotheses(),
                directory.path(),
                run.kept().spared()
                        ? Optional.empty()
                        : Optional.of(run.effort().seconds()));
        directory.write("results.json", outcome.json());
        return outcome;
    }

    /** Closes the models; what they have found is still there to be recorded. */
    @Override
    public void close() {
        try (engines) {
            models.close();
        }
    }
}
