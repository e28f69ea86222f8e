package assay.record;

import assay.files.Folder;
import assay.files.ModelSource;
import assay.lib.verb.Failure;
import assay.report.RunReader;
import assay.report.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

    /** What a packed run is called. */
    public static final String SUFFIX = ".expz";

    /** A {@link Failure} if there is no run, or a packed one that is not to be trusted. */
    public static Opened of(Path path) {
        if (Files.isRegularFile(path) && path.toString().endsWith(SUFFIX)) return packed(path);
        return new Opened(RunReader.read(path), path, Optional.empty(), Optional.empty());
    }

    private static Opened packed(Path file) {
        Scratch scratch = Scratch.make();
        try {
            Archive.unpack(file, scratch.path());
            Path directory = Files.createDirectories(scratch.path().resolve(Pack.RUN));
            Path input = Files.createDirectories(scratch.path().resolve(Pack.INPUT));
            return new Opened(RunReader.read(directory), directory, Optional.of(input), Optional.of(scratch));
        } catch (IOException e) {
            scratch.close();
            throw new UncheckedIOException("the packed run " + file + " cannot be unpacked", e);
        } catch (RuntimeException refused) {
            scratch.close();
            throw refused;
        }
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
        List<Path> places = models.isEmpty() && input.isPresent() ? List.of(Path.of("")) : models;
        return folder.models(places.stream().map(Path::toAbsolutePath).toList());
    }

    /**
     * A {@link Failure} if a local model of a packed run is not here: its path may look like a model of the hub's, which
     * would be another one.
     */
    public void modelsAreHere(Folder folder) {
        if (input.isEmpty()) return;
        for (var model : run.lock().path("models")) {
            String source = model.path("source").asText();
            if (!model.has("revision") && !(folder.source(source) instanceof ModelSource.Local))
                throw new Failure(
                        "the model `" + source + "` is not here; name the directory that holds it with --models");
        }
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
