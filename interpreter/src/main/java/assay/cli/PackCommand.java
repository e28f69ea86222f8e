package assay.cli;

import assay.lib.verb.Failure;
import assay.record.Opened;
import assay.record.Pack;
import assay.show.Glyphs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay pack RUN [--out FILE]}. */
@Command(name = "pack", description = "Pack a run into one file that others can verify and run, models excepted.")
final class PackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The directory of a run.")
    private Path run;

    @Option(names = "--out", paramLabel = "FILE", description = "Ends in .expz; otherwise the run's name here.")
    private Optional<Path> out;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "The directory that the script was in; otherwise it is looked for.")
    private Optional<Path> folder;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        if (Files.isRegularFile(run) && run.toString().endsWith(Opened.SUFFIX))
            throw new Failure("`" + run + "` is packed already");
        try (Opened opened = Opened.of(run)) {
            opened.finished();
            Path name = run.toAbsolutePath().normalize().getFileName();
            Path target = out.orElseGet(() -> Path.of(name + Opened.SUFFIX));
            if (!target.toString().endsWith(Opened.SUFFIX))
                throw new Failure("a packed run ends in " + Opened.SUFFIX + "; name it so with --out");
            Pack.write(opened, opened.folder(folder, List.of()), target);
            System.out.println(target);
            opened.run()
                    .lock()
                    .path("models")
                    .properties()
                    .forEach(model -> System.err.println("not packed: the model " + Glyphs.visible(model.getKey())
                            + ", "
                            + Glyphs.visible(model.getValue().path("source").asText())));
            return 0;
        }
    }
}
