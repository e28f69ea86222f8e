package assay.cli;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.files.State;
import assay.lib.verb.Failure;
import assay.lib.verb.Verbs;
import assay.plan.Foretold;
import assay.record.Opened;
import assay.record.Replay;
import assay.run.Before;
import assay.run.Earlier;
import assay.run.Engines;
import assay.run.Interruption;
import assay.run.Outcome;
import assay.run.Pins;
import assay.run.Resumed;
import assay.run.Runner;
import assay.run.Seal;
import assay.run.Status;
import assay.run.Talk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay run FILE}. */
@Command(
        name = "run",
        description = "Run a script.",
        synopsisHeading = "Usage: ",
        customSynopsis =
                "assay run FILE [--NAME VALUE]... [--engine E] [--mlx PATH] [--seed N] [--out DIR] [--resume DIR] [--fresh] [--from RUN] [--models DIR] [--json] [--quiet] [--debug]",
        footer = "--NAME VALUE sets the script's `param NAME`.")
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The script, or a packed run; - is standard input.")
    private String script;

    @Mixin
    private EngineOptions engines;

    @Option(names = "--seed", paramLabel = "N", description = "Replaces the script's seed.")
    private Optional<String> seed;

    @Option(names = "--out", paramLabel = "DIR", description = "The run directory; otherwise one is made in runs.")
    private Optional<Path> out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with the run in this directory.")
    private Optional<Path> resume;

    @Option(
            names = "--fresh",
            description = "Compute everything, also experiments that have not changed since the latest run.")
    private boolean fresh;

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description = "Take what has not changed from this run instead of the latest one in runs.")
    private Optional<Path> from;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Where the models of a packed run lie; otherwise in the current directory.")
    private Optional<Path> models;

    @Option(names = "--json", description = "Write one JSON document, and everything for people to standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "Say nothing but the results.")
    private boolean quiet;

    @Mixin
    private CommonOptions common;

    private Map<String, String> params = Map.of();

    void params(Map<String, String> params) {
        this.params = params;
    }

    @Override
    public Integer call() {
        Engines.Options options = engines.checked();
        if (fresh && from.isPresent()) throw new Failure("--fresh takes nothing from another run; leave out --from");
        if (script.endsWith(Opened.SUFFIX)) return packed(options);
        if (models.isPresent()) throw new Failure("--models is for packed runs; a script says where its models are");
        ScriptFile file = ScriptFile.started(script);
        Verbs verbs = FileVerbs.table(file.folder().orElseThrow());
        if (resume.isPresent() && out.isPresent())
            throw new Failure("--resume goes on in the directory of its run; leave out --out");
        Optional<Resumed> resumed = resume.map(Resumed::read);
        Map<String, String> params = new LinkedHashMap<>(this.params);
        resumed.ifPresent(before -> before.params().written().forEach(params::putIfAbsent));
        Program program = Check.script(file, params, new Vocabulary(verbs));
        if (!program.sound()) return report().wrong(file.name(), program.problems());
        Optional<Long> root = seed.map(RunCommand::whole)
                .or(() -> resumed.flatMap(before -> before.params().forcedSeed()));
        try (Interruption interruption = Interruption.listening();
                Console console = Console.open(json, quiet)) {
            Talk talk = console.talk(verbs);
            Earlier earlier = earlier(file.name(), talk);
            Before before = resumed.map(run -> run.before(earlier)).orElseGet(() -> Before.only(earlier));
            Outcome outcome = new Runner(verbs, talk, options, root, out, resumed, before, Version.NUMBER, interruption)
                    .run(program, file);
            int status = report().ended(outcome);
            if (!quiet) planned(file, program, outcome).ifPresent(System.err::println);
            return status;
        }
    }

    /** How the last plan of the script compares with a run that came to its end. */
    private static Optional<String> planned(ScriptFile file, Program program, Outcome outcome) {
        if (outcome.problem().isPresent() || outcome.status() == Status.INTERRUPTED) return Optional.empty();
        return Foretold.find(State.ofUser(), file, program.params())
                .filter(plan -> plan.engines().equals(outcome.engine()))
                .flatMap(plan -> outcome.seconds().map(plan::beside));
    }

    private Report report() {
        return new Report(json, quiet, common.debug());
    }

    /** What other runs have found. */
    private Earlier earlier(String script, Talk talk) {
        Optional<Seal> seal = Seal.of(State.ofUser());
        if (fresh) return Earlier.fresh(seal);
        return from.map(run -> Earlier.from(seal, run, talk::note))
                .orElseGet(() -> Earlier.latest(seal, script, talk::note));
    }

    /** Runs the script of a packed run, with its parameters and its seed. */
    private int packed(Engines.Options options) {
        if (resume.isPresent()) throw new Failure("a packed run is run anew; leave out --resume");
        if (from.isPresent()) throw new Failure("a packed run is run anew; leave out --from");
        if (!Files.isRegularFile(Path.of(script))) throw new Failure("there is no packed run `" + script + "`");
        try (Opened packed = Opened.of(Path.of(script));
                Interruption interruption = Interruption.listening();
                Console console = Console.open(json, quiet)) {
            Folder folder = packed.folder(Optional.empty(), models.stream().toList());
            Pins pins =
                    Pins.noted(packed.run().lock(), sentence -> console.live().note("note: " + sentence));
            Replay.Replayed run = new Replay(packed.run(), folder, options, Version.NUMBER)
                    .run(out, params, seed.map(RunCommand::whole), pins, console::talk, interruption);
            return run.outcome().map(report()::ended).orElseGet(() -> report().wrong(
                            packed.run().scriptName(), run.problems()));
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
}
