package assay.run;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import assay.engine.EngineException;
import assay.engine.io.UntrustedJson;
import assay.lib.verb.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What runs of a script have found before, for experiments that have not changed since.
 *
 * @param seal on lines that may be taken over, and on those that are written; without one nothing is taken over
 * @param lines of their kept.jsonl
 * @param used is told when the first of them is
 */
public record Earlier(Optional<Seal> seal, List<String> lines, Runnable used) {
    private static final int RUNS = 8;
    private static final long LARGEST_TREE = 64 << 20;
    private static final Set<String> ENDED = Set.of(Status.OK.word, Status.EXPECTATION_FAILED.word);

    /** Nothing is taken over from other runs, nor by them. */
    public static final Earlier NONE = new Earlier(Optional.empty(), List.of(), () -> {});

    /** Everything is computed, for others to take over. */
    public static Earlier fresh(Optional<Seal> seal) {
        return new Earlier(seal, List.of(), () -> {});
    }

    /**
     * The latest run of a script in {@code runs} that came to its end, and those after it that did not.
     *
     * @param note is told whose results are used
     */
    public static Earlier latest(Optional<Seal> seal, String script, Consumer<String> note) {
        List<Path> runs = new ArrayList<>();
        for (Path run :
                RunDirectory.of(Runner.RUNS, script).stream().limit(RUNS).toList()) {
            runs.add(run);
            if (ended(run)) break;
        }
        return runs.isEmpty() ? fresh(seal) : of(seal, runs, note);
    }

    /** A run that the command line names; a {@link Failure} if it is none. */
    public static Earlier from(Optional<Seal> seal, Path run, Consumer<String> note) {
        if (!Files.isRegularFile(run.resolve("kept.jsonl")))
            throw new Failure("there is no run in `" + run + "` whose results could be taken over");
        if (seal.isEmpty())
            throw new Failure("Assay has no directory for its own files here (see XDG_STATE_HOME), so it cannot tell "
                    + "its own results from others; leave out --from");
        return of(seal, List.of(run), note);
    }

    private static Earlier of(Optional<Seal> seal, List<Path> runs, Consumer<String> note) {
        List<String> lines = new ArrayList<>();
        for (Path run : runs.reversed()) lines.addAll(lines(run.resolve("kept.jsonl")));
        return new Earlier(
                seal,
                lines,
                () -> note.accept(
                        "note: unchanged experiments are taken from " + runs.getFirst() + " (--fresh computes all)"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file, NOFOLLOW_LINKS) ? Resumed.whole(file) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static boolean ended(Path run) {
        Path results = run.resolve("results.json");
        if (!Files.isRegularFile(results, NOFOLLOW_LINKS)) return false;
        try {
            return ENDED.contains(
                    UntrustedJson.object(results, LARGEST_TREE).path("status").asText());
        } catch (EngineException notToBeRead) {
            return false;
        }
    }
}
