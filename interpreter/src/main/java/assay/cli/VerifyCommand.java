package assay.cli;

import assay.files.Folder;
import assay.lib.verb.Failure;
import assay.record.Comparison;
import assay.record.Opened;
import assay.record.Replay;
import assay.record.Scratch;
import assay.run.Engines;
import assay.run.Interruption;
import assay.run.Outcome;
import assay.run.Pins;
import assay.run.Status;
import assay.show.Glyphs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay verify RUN}. */
@Command(
        name = "verify",
        description = "Run a recorded script again, and compare what it finds with the record.",
        footer = "Exit status: 0 nothing differs, 1 something does, 3 it cannot be run.")
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The directory of a run, or a packed run.")
    private Path run;

    @Mixin
    private EngineOptions engines;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "The directory that the script was in; otherwise it is looked for.")
    private Optional<Path> folder;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Where models lie that are not where the script says.")
    private Optional<Path> models;

    @Option(names = "--json", description = "Write one JSON document with every difference.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        Engines.Options options = engines.checked();
        try (Opened before = Opened.of(run);
                Scratch scratch = Scratch.make()) {
            before.finished();
            return verified(before, options, scratch);
        }
    }

    private int verified(Opened before, Engines.Options options, Scratch scratch) {
        Replay.Replayed again;
        try (Interruption interruption = Interruption.listening();
                Console console = Console.progress()) {
            Folder where = before.folder(folder, models.stream().toList());
            before.modelsAreHere(where);
            again = new Replay(before.run(), where, options, Version.NUMBER)
                    .run(
                            Optional.of(scratch.path()),
                            Map.of(),
                            Optional.empty(),
                            Pins.repeated(before.run().lock()),
                            console::talk,
                            interruption);
        } catch (Failure failure) {
            if (common.debug()) failure.printStackTrace();
            System.err.println("error: " + Glyphs.visible(failure.getMessage()));
            return Assay.OUTSIDE;
        }
        Report.print(again.problems());
        if (again.outcome().isEmpty() || stopped(again.outcome().get(), before)) return cannot();
        if (again.outcome().get().status() == Status.INTERRUPTED) return Status.INTERRUPTED.code;
        return compared(before, Opened.of(scratch.path()));
    }

    /** A run that failed when it was recorded is verified when it fails again. */
    private static boolean stopped(Outcome outcome, Opened before) {
        return outcome.problem().isPresent() && !before.run().status().equals(outcome.status().word);
    }

    private static int cannot() {
        System.err.println("error: the script cannot be run to its end here, so there is nothing to compare");
        return Assay.OUTSIDE;
    }

    private int compared(Opened before, Opened now) {
        boolean exact = before.exact() && now.exact();
        Comparison comparison = Comparison.of(before.run().results(), now.run().results(), exact);
        if (json) {
            System.out.println(comparison
                    .json()
                    .put("recorded_engine", before.engine())
                    .put("engine", now.engine())
                    .toPrettyString());
        } else {
            System.out.println("recorded on " + Glyphs.visible(before.engine()) + ", run again on " + now.engine()
                    + "; " + Differing.expectation(exact));
            new Differing(comparison).tell();
        }
        return comparison.same() ? 0 : 1;
    }
}
