package assay.run;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import assay.files.Export;
import assay.files.Target;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.show.Show;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one directory that a run writes into, made for it and empty at first. */
final class RunDirectory implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final long LARGEST = 4L << 30;
    private static final ObjectWriter JSON =
            new ObjectMapper().writerWithDefaultPrettyPrinter().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private static final List<String> OWN =
            List.of("events.jsonl", "kept.jsonl", "script.exp", "params.json", "results.json", "lock.json");

    private final Path path;
    private final Writer events;
    private final Writer kept;
    private final Set<Path> written = new HashSet<>();
    private final Deque<String> before = new ArrayDeque<>(); // events of a run that goes on
    private boolean resumed;
    private long keeping; // characters of kept.jsonl
    private int charts;
    private final long largest;
    private long saved;

    private RunDirectory(Path path) throws IOException {
        this(path, LARGEST);
    }

    /** @param largest how many bytes a script may save */
    RunDirectory(Path path, long largest) throws IOException {
        this.largest = largest;
        this.path = path.toRealPath();
        this.events = Files.newBufferedWriter(path.resolve("events.jsonl"), CREATE, APPEND);
        this.kept = Files.newBufferedWriter(path.resolve("kept.jsonl"), CREATE, APPEND);
    }

    /** A directory of a run's own below {@code runs}: the script's name, the time, and a number. */
    static RunDirectory below(Path runs, String script, LocalDateTime time) {
        String name = prefix(script) + TIME.format(time);
        try {
            Files.createDirectories(runs);
            for (int n = 1; ; n++) {
                try {
                    return new RunDirectory(Files.createDirectory(runs.resolve(name + "-" + n)));
                } catch (FileAlreadyExistsException taken) {
                    // Another run started in this very second; the next number is free.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the run directory cannot be made in " + runs, e);
        }
    }

    private static String prefix(String script) {
        return script.replaceFirst("\\.exp$", "") + "-";
    }

    /** The directories below {@code runs} that a script has made, the latest first. */
    static List<Path> of(Path runs, String script) {
        if (!Files.isDirectory(runs)) return List.of();
        Pattern name = Pattern.compile("^" + Pattern.quote(prefix(script)) + "(\\d{8}-\\d{6})-(\\d{1,9})\\z");
        record Made(Path path, String time, int number) {}
        try (Stream<Path> all = Files.list(runs)) {
            return all.flatMap(path -> name.matcher(path.getFileName().toString())
                            .results()
                            .map(found -> new Made(path, found.group(1), Integer.parseInt(found.group(2)))))
                    .sorted(Comparator.comparing(Made::time)
                            .thenComparing(Made::number)
                            .reversed())
                    .map(Made::path)
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /** A directory that the command line names; it must be new or empty. */
    static RunDirectory at(Path path) {
        if (path.toString().isEmpty()) throw new Failure("--out needs the path of a directory");
        if (Files.isRegularFile(path)) {
            throw new Failure("`" + path + "` is a file; --out names a directory that is new or empty");
        }
        try {
            Files.createDirectories(path);
            try (var entries = Files.newDirectoryStream(path)) {
                if (entries.iterator().hasNext()) {
                    throw new Failure("the directory " + path + " is not empty; choose another one with --out");
                }
            }
            return new RunDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the run directory " + path + " cannot be made", e);
        }
    }

    /** The directory of a run that was stopped; its events are told again as its statements come to their ends. */
    static RunDirectory resuming(Resumed run) {
        try {
            List<String> events = run.lines("events.jsonl");
            String whole = run.lines("kept.jsonl").stream()
                    .filter(line -> Kept.entry(line).isPresent())
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            Path part = run.directory().resolve("kept.jsonl.part");
            Files.writeString(part, whole);
            Files.move(part, run.directory().resolve("kept.jsonl"), ATOMIC_MOVE, REPLACE_EXISTING);
            Files.deleteIfExists(run.directory().resolve("events.jsonl"));
            RunDirectory directory = new RunDirectory(run.directory());
            directory.before.addAll(events);
            directory.keeping = whole.length();
            directory.resumed = true;
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("the run in " + run.directory() + " cannot go on", e);
        }
    }

    Path path() {
        return path;
    }

    /** Appends a line to events.jsonl, at once; the same event from before the run was stopped is told as it was then. */
    synchronized void event(JsonNode event) {
        String line = event.toString();
        String earlier = before.isEmpty() ? "" : before.removeFirst();
        append(events, (timeless(earlier).equals(timeless(line)) ? earlier : line) + "\n", "events.jsonl");
    }

    private static String timeless(String event) {
        return event.replaceFirst(",\"seconds\":[-+.\\dE]+}$", "");
    }

    /** Appends a line to kept.jsonl, at once, as long as that is small enough to be read again. */
    synchronized void keep(String line) {
        keeping += line.length();
        if (keeping <= Resumed.LARGEST / 4) append(kept, line, "kept.jsonl");
    }

    private static void append(Writer file, String line, String name) {
        try {
            file.write(line);
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written", e);
        }
    }

    /** Writes one of the run's own files whole or not at all. */
    void write(String name, String text) {
        write(name, out -> out.write(text));
    }

    /** Writes a document that may be larger than a text in memory can be. */
    void write(String name, JsonNode document) {
        write(name, out -> {
            JSON.writeValue(out, document);
            out.write("\n");
        });
    }

    private interface Content {
        void to(Writer out) throws IOException;
    }

    private synchronized void write(String name, Content content) {
        try {
            Path temporary = path.resolve(name + ".part");
            try (Writer out = Files.newBufferedWriter(temporary)) {
                content.to(out);
            }
            Files.move(temporary, path.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written", e);
        }
    }

    /** Keeps a chart of {@code plot}. */
    void chart(String svg) {
        try {
            Files.createDirectories(inside(path.resolve("charts"), "charts"));
        } catch (IOException e) {
            throw new UncheckedIOException("charts cannot be written", e);
        }
        charts++;
        saved += svg.length();
        within();
        write("charts/" + charts + ".svg", svg);
    }

    /** Saves a value in the format of the path's suffix; a {@link Failure} says what is wrong with path or value. */
    void save(Value value, String written, Show show) {
        Path target = inside(path.resolve(Target.of(written)), written);
        try {
            Files.createDirectories(target.getParent());
            if (!this.written.add(target)) {
                throw new Failure("`" + written + "` has been saved already; a run writes every file once");
            }
            // a model that is there was written whole before the run was stopped
            if (!resumed || !Files.exists(target.resolve("config.json")))
                new Export(show).write(value, target, written);
            saved += size(target);
        } catch (IOException e) {
            throw new UncheckedIOException("`" + written + "` cannot be written", e);
        }
        within();
    }

    /** A link that somebody has put there meanwhile would lead out, and directories would be made where it leads. */
    private Path inside(Path target, String written) {
        for (Path at = target; !at.equals(path); at = at.getParent())
            if (Files.isSymbolicLink(at) || !at.startsWith(path)) throw Target.outside(written);
        return target;
    }

    /** Bytes of a file, or of the files in a directory. */
    private static long size(Path target) throws IOException {
        if (!Files.isDirectory(target)) return Files.size(target);
        long size = 0;
        try (var files = Files.newDirectoryStream(target)) {
            for (Path file : files) size += Files.size(file);
        }
        return size;
    }

    private void within() {
        if (saved > largest) throw new Failure("the run has saved more than " + (LARGEST >> 30) + " GB; save less");
    }

    @Override
    public void close() {
        try {
            events.close();
            kept.close();
        } catch (IOException e) {
            throw new UncheckedIOException("events.jsonl cannot be written", e);
        }
    }

    /** Removes the directory with the run's own files, unless something else lies in it. */
    void discard() {
        try (var entries = Files.list(path)) {
            if (!entries.allMatch(entry -> OWN.contains(entry.getFileName().toString()))) return;
            for (String name : OWN) Files.deleteIfExists(path.resolve(name));
            Files.delete(path);
        } catch (IOException kept) {
            // What cannot be removed stays, which does no harm.
        }
    }
}
