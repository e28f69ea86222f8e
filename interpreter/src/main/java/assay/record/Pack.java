package assay.record;

import assay.files.Folder;
import assay.lib.verb.Failure;
import assay.report.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a run into one zip: {@code run/} is its directory, {@code input/} the files that its script has read, {@code
 * report.html} its page. Models stay where they are. The same run gives the same bytes.
 */
public final class Pack {
    static final String RUN = "run/";
    static final String INPUT = "input/";

    private static final String REPORT = "report.html";
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0); // the first that a zip knows

    private final SortedMap<String, Path> files = new TreeMap<>();

    private Pack() {}

    /**
     * Packs a run whose files are all in place.
     *
     * @param folder where its script was
     */
    public static void write(Opened run, Folder folder, Path target) {
        Pack pack = new Pack();
        pack.run(run.directory());
        run.run()
                .lock()
                .path("files")
                .fieldNames()
                .forEachRemaining(name -> pack.files.put(INPUT + name, folder.file(name)));
        pack.check();
        pack.write(target, Page.of(run.directory()).getBytes(StandardCharsets.UTF_8));
    }

    /** Everything that lies in the run but links, what is there to go on with it, and pages made of it. */
    private void run(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                boolean left = name.equals("kept.jsonl") || name.equals(REPORT) || name.endsWith(".part");
                if (!left && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) files.put(RUN + name, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the run " + directory + " cannot be read", e);
        }
    }

    /** What would not be unpacked is not packed. */
    private void check() {
        if (files.size() >= Archive.MOST_ENTRIES)
            throw new Failure("the run has more than " + Archive.MOST_ENTRIES + " files, which no packed run may have");
        long size = 0;
        try {
            for (Path file : files.values()) size += Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the run's files cannot be read", e);
        }
        if (size > Archive.LARGEST)
            throw new Failure("the run and what it has read are larger than " + (Archive.LARGEST >> 20)
                    + " MB, which no packed run may be; take away what it has saved");
    }

    private void write(Path target, byte[] page) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                entry(zip, REPORT);
                zip.write(page);
                for (var file : files.entrySet()) {
                    entry(zip, file.getKey());
                    Files.copy(file.getValue(), zip);
                }
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the packed run " + target + " cannot be written", e);
        }
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }
}
