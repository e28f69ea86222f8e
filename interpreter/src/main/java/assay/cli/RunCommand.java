package assay.cli;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.engine.mlx.MlxLibrary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.lib.verb.Failure;
import assay.lib.verb.Verbs;
import assay.record.Opened;
import assay.record.Replay;
import assay.run.EngineChoice;
import assay.run.Engines;
import assay.run.Interruption;
import assay.run.Outcome;
import assay.run.Pins;
import assay.run.Resumed;
import assay.run.Runner;
import assay.run.Talk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay run FILE}. */
@Command(
        name = "run",
        description = "Run a script.",
        synopsisHeading = "Usage: ",
        customSynopsis =
                "assay run FILE [--NAME VALUE]... [--engine E] [--mlx PATH] [--seed N] [--out DIR] [--resume DIR] [--models DIR] [--json] [--quiet] [--debug]",
        footer = "--NAME VALUE sets the script's `param NAME`.")
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The script, or a packed run; - is standard input.")
    private String script;

    @Option(names = "--engine", paramLabel = "E", description = "auto, cpu or mlx; replaces the script's.")
    private Optional<String> engine;

    @Option(
            names = "--mlx",
            paramLabel = "PATH",
            description = "mlx-c's library or its directory; otherwise $$ASSAY_MLX and the usual places.")
    private Optional<String> mlx;

    @Option(names = "--seed", paramLabel = "N", description = "Replaces the script's seed.")
    private Optional<String> seed;

    @Option(names = "--out", paramLabel = "DIR", description = "The run directory; otherwise one is made in runs.")
    private Optional<Path> out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with the run in this directory.")
    private Optional<Path> resume;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Where the models of a packed run lie; otherwise in the current directory.")
    private Optional<Path> models;

    @Option(names = "--json", description = "Write one JSON document, and everything for people to standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "Say nothing but the results.")
    private boolean quiet;

    @Option(names = "--debug", description = "Show where in Assay a failure happened.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    private Map<String, String> params = Map.of();

    void params(Map<String, String> params) {
        this.params = params;
    }

    @Override
    public Integer call() {
        Engines.Options engines = engines(engine, mlx);
        if (script.endsWith(Opened.SUFFIX)) return packed(engines);
        if (models.isPresent()) throw new Failure("--models is for packed runs; a script says where its models are");
        ScriptFile file = ScriptFile.started(script);
        Verbs verbs = FileVerbs.table(file.folder().orElseThrow());
        Report report = new Report(json, quiet, debug);
        if (resume.isPresent() && out.isPresent())
            throw new Failure("--resume goes on in the directory of its run; leave out --out");
        Optional<Resumed> resumed = resume.map(Resumed::read);
        Optional<Long> root = seed.map(RunCommand::whole)
                .or(() -> resumed.flatMap(before -> before.params().forcedSeed()));
        Map<String, String> params = new LinkedHashMap<>(this.params);
        resumed.ifPresent(before -> before.params().written().forEach(params::putIfAbsent));
        Program program = Check.script(file, params, new Vocabulary(verbs));
        if (!program.sound()) return report.wrong(file.name(), program.problems());
        try (Interruption interruption = Interruption.listening();
                Console console = Console.open(json, quiet)) {
            Talk talk = console.talk(verbs);
            Outcome outcome = new Runner(verbs, talk, engines, root, out, resumed, Version.NUMBER, interruption)
                    .run(program, file);
            return report.ended(outcome);
        }
    }

    /** Runs the script of a packed run, with its parameters and its seed. */
    private int packed(Engines.Options engines) {
        if (resume.isPresent()) throw new Failure("a packed run is run anew; leave out --resume");
        if (!Files.isRegularFile(Path.of(script))) throw new Failure("there is no packed run `" + script + "`");
        Report report = new Report(json, quiet, debug);
        try (Opened packed = Opened.of(Path.of(script));
                Interruption interruption = Interruption.listening();
                Console console = Console.open(json, quiet)) {
            Folder folder = packed.folder(Optional.empty(), models.stream().toList());
            Pins pins =
                    Pins.noted(packed.run().lock(), sentence -> console.live().note("note: " + sentence));
            Replay.Replayed run = new Replay(packed.run(), folder, engines, Version.NUMBER)
                    .run(out, params, seed.map(RunCommand::whole), pins, console::talk, interruption);
            return run.outcome()
                    .map(report::ended)
                    .orElseGet(() -> report.wrong(packed.run().scriptName(), run.problems()));
        }
    }

    private static long whole(String seed) {
        try {
            long number = Long.parseLong(seed);
            if (number >= 0 && number <= 1L << 53) return number;
        } catch (NumberFormatException noNumber) {
            // Said below, as for a number that is out of range.
        }
        throw new Failure("--seed must be a whole number from 0 to 2^53, not `" + seed + "`");
    }

    /** What the command line says about engines; a {@link Failure} if there is no such engine, told before the script. */
    static Engines.Options engines(Optional<String> engine, Optional<String> mlx) {
        engine.ifPresent(word -> {
            if (!EngineChoice.WORDS.contains(word))
                throw new Failure("there is no engine `" + word + "`; the engines are auto, cpu and mlx");
        });
        if (engine.equals(Optional.of("mlx"))) MlxLibrary.open(mlx);
        return new Engines.Options(engine, mlx);
    }
}
