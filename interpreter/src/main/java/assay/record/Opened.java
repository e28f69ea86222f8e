package assay.record;

import assay.files.Folder;
import assay.lib.verb.Failure;
import assay.report.RunReader;
import assay.report.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A recorded run that somebody names: a directory, or a packed one.
 *
 * @param directory of the run
 * @param input what a packed run brings of the files that it read
 */
public record Opened(RunRecord run, Path directory, Optional<Path> input, Optional<Scratch> scratch)
        implements AutoCloseable {

    /** A {@link Failure} if there is no run. */
    public static Opened of(Path path) {
        return new Opened(RunReader.read(path), path, Optional.empty(), Optional.empty());
    }

    /**
     * The folder that its script runs in; a {@link Failure} if it cannot be found, or a file in it has changed.
     *
     * @param named the command line's
     * @param models where models of a packed run are looked for
     */
    public Folder folder(Optional<Path> named, List<Path> models) {
        Home home = new Home(run);
        Folder folder = named.or(() -> input).map(Home::folder).orElseGet(() -> home.find(directory));
        home.unchanged(folder);
        return input.isPresent() || !models.isEmpty() ? folder.models(models) : folder;
    }

    /** A {@link Failure} if the run did not come to its end, so that there is nothing to compare with. */
    public void finished() {
        if (!run.results().isObject())
            throw new Failure(
                    "the run in " + directory + " has no results.json that can be read: it has not come to its "
                            + "end; `assay run FILE --resume " + directory + "` goes on with it");
    }

    /** Whether everything was computed by the CPU engine, whose results are equal in every bit. */
    public boolean exact() {
        if (!run.results().path("engine").asText().equals("cpu")) return false;
        for (var model : run.lock().path("models"))
            if (!model.path("engine").path("name").asText().equals("cpu")) return false;
        return true;
    }

    public String engine() {
        return run.results().path("engine").asText("unknown");
    }

    @Override
    public void close() {
        scratch.ifPresent(Scratch::close);
    }
}
