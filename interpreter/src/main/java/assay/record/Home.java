package assay.record;

import assay.files.Digest;
import assay.files.Folder;
import assay.lib.verb.Failure;
import assay.report.RunRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the directory that a recorded script was in, which no record tells: the one where everything lies that the run
 * has read.
 */
final class Home {
    private static final int MOST_DIRECTORIES = 1000;
    private static final int NAMED = 3;

    private final RunRecord run;

    Home(RunRecord run) {
        this.run = run;
    }

    /**
     * The first that has it all, of the current directory, the one that holds {@code runs}, and those in the current one;
     * a {@link Failure} if there is none.
     *
     * @param directory of the run
     */
    Folder find(Path directory) {
        List<String> needs = needs();
        List<Path> candidates = candidates(directory).stream()
                .filter(place -> has(place, needs))
                .toList();
        return candidates.stream()
                .filter(place -> Files.isRegularFile(place.resolve(run.scriptName())))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .map(Home::folder)
                .orElseThrow(() -> new Failure("the run has read " + list(needs)
                        + ", and neither the current directory nor one in it has that; "
                        + "name the directory that the script was in with --folder"));
    }

    /** A directory as the folder of a script; a {@link Failure} if it is none. */
    static Folder folder(Path directory) {
        if (!Files.isDirectory(directory)) throw new Failure("`" + directory + "` is not a directory");
        return Folder.of(directory.resolve("script.exp"));
    }

    /** A {@link Failure} names the file that is not what it was. */
    void unchanged(Folder folder) {
        for (Map.Entry<String, JsonNode> file : run.lock().path("files").properties())
            if (!Digest.of(folder.file(file.getKey())).equals(file.getValue().asText()))
                throw new Failure("the file " + file.getKey() + " has changed since the run was started; put it back, "
                        + "or name the directory that has it as it was with --folder");
    }

    /** Files and local models, relative to the script's directory. */
    private List<String> needs() {
        List<String> needs = new ArrayList<>();
        for (JsonNode model : run.lock().path("models"))
            if (!model.has("revision")) needs.add(model.path("source").asText());
        run.lock().path("files").fieldNames().forEachRemaining(needs::add);
        return needs;
    }

    private static String list(List<String> needs) {
        String some = String.join(", ", needs.subList(0, Math.min(NAMED, needs.size())));
        return needs.size() > NAMED ? some + " and " + (needs.size() - NAMED) + " more" : some;
    }

    private static List<Path> candidates(Path directory) {
        Path here = Path.of("").toAbsolutePath();
        List<Path> candidates = new ArrayList<>(List.of(here));
        Path runs = directory.toAbsolutePath().normalize().getParent();
        if (runs != null && runs.getParent() != null) candidates.add(runs.getParent());
        try (Stream<Path> inner = Files.list(here)) {
            inner.filter(Files::isDirectory).limit(MOST_DIRECTORIES).sorted().forEach(candidates::add);
        } catch (IOException unreadable) {
            // Then it is not in there.
        }
        return candidates;
    }

    private static boolean has(Path place, List<String> needs) {
        try {
            return needs.stream().allMatch(need -> Files.exists(place.resolve(need)));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
