package assay.cli;

import assay.lib.verb.Failure;
import assay.report.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay report RUN [--out FILE]}. */
@Command(name = "report", description = "Write a run as one HTML page that needs no network.")
final class ReportCommand implements Callable<Integer> {
    private static final int HEAD = 512;

    @Parameters(paramLabel = "RUN", description = "The directory of a run, whether it finished or not.")
    private Path run;

    @Option(names = "--out", paramLabel = "FILE", description = "The page; otherwise report.html in RUN.")
    private Optional<Path> out;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        String page = Page.of(run);
        Path target = out.orElseGet(() -> run.resolve("report.html"));
        if (Files.isDirectory(target)) throw new Failure("`" + target + "` is a directory; --out names a file");
        try {
            if (out.isEmpty() && Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isPage(target)) {
                throw new Failure("`" + target + "` is a file of the run's own; choose another place with --out");
            }
            write(target, page);
        } catch (IOException e) {
            throw new UncheckedIOException("the report " + target + " cannot be written", e);
        }
        System.out.println(target);
        return 0;
    }

    /** Whole or not at all, and never through a link that somebody left in a run. */
    private static void write(Path target, String page) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(temporary);
        try {
            Files.write(temporary, page.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static boolean isPage(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return false;
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(Page.MARK);
        }
    }
}
