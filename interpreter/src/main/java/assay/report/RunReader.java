package assay.report;

import assay.lib.verb.Failure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a run directory that anybody may have made: no link is followed, and no file is taken whole that is too large. */
public final class RunReader {
    private static final long LARGEST_RECORD = 256L << 20;
    private static final long LARGEST_SCRIPT = 4L << 20;
    private static final long LARGEST_CHART = 1L << 20;
    private static final int MOST_CHARTS = 100;
    private static final int MOST_FILES = 1000;
    private static final int DEEPEST = 8;
    private static final Set<String> OWN = Set.of(
            "script.exp", "params.json", "results.json", "lock.json", "events.jsonl", "kept.jsonl", "report.html");

    private final ObjectMapper json = new ObjectMapper();
    private final Path directory;
    private final List<String> missing = new ArrayList<>();

    private RunReader(Path directory) {
        this.directory = directory;
    }

    /** A {@link Failure} if the directory is none, or not that of a run. */
    public static RunRecord read(Path directory) {
        if (!Files.exists(directory)) {
            throw new Failure("there is no `" + directory + "`; name the directory of a run");
        }
        if (!Files.isDirectory(directory)) {
            throw new Failure("`" + directory + "` is a file; name the directory of a run");
        }
        RunReader reader = new RunReader(directory);
        if (Stream.of("script.exp", "events.jsonl", "results.json").noneMatch(reader::has)) {
            throw new Failure("`" + directory + "` is not the directory of a run: it has none of script.exp, "
                    + "events.jsonl and results.json; `assay run` names the directory it writes");
        }
        return reader.record();
    }

    private RunRecord record() {
        Optional<String> script = text("script.exp", LARGEST_SCRIPT);
        if (script.isEmpty()) missing.add("script.exp cannot be read, so the script is not shown.");
        JsonNode results =
                tree("results.json", "the run was killed, or is still running; shown is what it told so far");
        return new RunRecord(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                started(),
                script,
                tree("params.json", "parameters and seed are unknown"),
                results,
                tree("lock.json", "models and versions are unknown"),
                events(),
                charts(),
                files(),
                List.copyOf(missing));
    }

    private boolean has(String name) {
        return Files.isRegularFile(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<String> started() {
        try {
            Path script = directory.resolve("script.exp");
            return has("script.exp")
                    ? Optional.of(Files.getLastModifiedTime(script, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                            .toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Bytes that are not UTF-8 become replacement characters. */
    private Optional<String> text(String name, long largest) {
        try {
            Path file = directory.resolve(name);
            if (!has(name) || Files.size(file) > largest) return Optional.empty();
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private JsonNode tree(String name, String consequence) {
        Optional<String> text = text(name, LARGEST_RECORD);
        if (text.isEmpty()) {
            missing.add(name + (has(name) ? " cannot be read: " : " is missing: ") + consequence + ".");
            return MissingNode.getInstance();
        }
        try {
            JsonNode tree = json.readTree(text.get());
            if (tree.isObject()) return tree;
        } catch (JsonProcessingException e) {
            // Said below, as for a document that is no object.
        }
        missing.add(name + " is damaged: " + consequence + ".");
        return MissingNode.getInstance();
    }

    private List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        Optional<String> text = text("events.jsonl", LARGEST_RECORD);
        if (text.isEmpty()) missing.add("events.jsonl is missing: which line gave which result is unknown.");
        int damaged = 0;
        for (String line : text.orElse("").split("\n")) {
            if (line.isBlank()) continue;
            try {
                JsonNode event = json.readTree(line);
                if (event.isObject()) events.add(event);
                else damaged++;
            } catch (JsonProcessingException e) {
                damaged++;
            }
        }
        if (damaged == 1) missing.add("A line of events.jsonl is damaged and left out.");
        if (damaged > 1) missing.add(damaged + " lines of events.jsonl are damaged and left out.");
        return events;
    }

    private List<byte[]> charts() {
        List<byte[]> charts = new ArrayList<>();
        for (int n = 1; n <= MOST_CHARTS && has("charts/" + n + ".svg"); n++) {
            Optional<String> svg = text("charts/" + n + ".svg", LARGEST_CHART);
            if (svg.isEmpty()) missing.add("charts/" + n + ".svg cannot be read or is too large.");
            svg.ifPresent(document -> charts.add(document.getBytes(StandardCharsets.UTF_8)));
        }
        if (has("charts/" + (MOST_CHARTS + 1) + ".svg")) missing.add("Only " + MOST_CHARTS + " charts are shown.");
        return charts;
    }

    private List<RunRecord.Saved> files() {
        List<RunRecord.Saved> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory, DEEPEST, new FileVisitOption[0])) {
            for (Path file : (Iterable<Path>) all.sorted().limit(MOST_FILES)::iterator) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                boolean own = OWN.contains(name) || name.matches("charts/\\d+\\.svg") || name.endsWith(".part");
                if (!own && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(new RunRecord.Saved(name, Files.size(file)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            missing.add("The list of saved files is not complete: the directory cannot be read.");
        }
        return files;
    }
}
