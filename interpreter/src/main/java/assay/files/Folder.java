package assay.files;

import assay.engine.hub.HubId;
import assay.engine.hub.Revision;
import assay.grammar.Suggest;
import assay.lib.verb.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a script may read: files below the directory of the script that was started.
 *
 * @param root the real path that nothing may lead out of
 * @param base the real path that written paths start from: the directory of the script they stand in
 * @param models directories where models are looked for that are not where the script says
 * @param reads is told of every file that the script reads
 */
public record Folder(Path root, Path base, List<Path> models, Reads reads) {
    private static final List<String> MODEL_FILES = List.of("config.json", "tokenizer.json");

    public Folder(Path root, Path base) {
        this(root, base, List.of(), new Reads());
    }

    /** The folder of a script; a {@link Failure} if it is not there. */
    public static Folder of(Path script) {
        try {
            Path directory = script.toAbsolutePath().getParent().toRealPath();
            return new Folder(directory, directory);
        } catch (IOException e) {
            throw new Failure("the directory of `" + script + "` cannot be read");
        }
    }

    /** The folder of a script below this one. */
    public Folder below(Path script) {
        return new Folder(root, script.getParent(), models, reads);
    }

    /** This folder, for a script that has come without its models: they are looked for in other directories as well. */
    public Folder models(List<Path> places) {
        return new Folder(root, base, places, reads);
    }

    /** The real path of a file that the script names; a {@link Failure} says what is wrong with it. */
    public Path file(String written) {
        Path path = relative(written);
        if (!Files.exists(path)) throw new Failure("there is no file `" + written + "`; " + advice(path, written));
        Path real = real(path, written);
        if (!real.startsWith(root)) throw leadsOut(written);
        if (!Files.isRegularFile(real)) throw new Failure("`" + written + "` is not a file");
        if (!Files.isReadable(real))
            throw new Failure("the file `" + written + "` cannot be read; check its permissions");
        reads.file(name(path), real);
        return real;
    }

    /** The real path of a directory that the script names; a {@link Failure} says what is wrong with it. */
    public Path directory(String written) {
        Path path = relative(written);
        if (!Files.exists(path)) throw new Failure("there is no directory `" + written + "`; " + advice(path, written));
        Path real = real(path, written);
        if (!real.startsWith(root)) throw leadsOut(written);
        if (!Files.isDirectory(real)) throw new Failure("`" + written + "` is not a directory");
        ordinary(real, written);
        reads.directory(name(path), real);
        return real;
    }

    private String name(Path path) {
        return root.relativize(path.normalize()).toString().replace('\\', '/');
    }

    private static Failure leadsOut(String written) {
        return new Failure("`" + written + "` leads out of the script's directory; a script reads only files below it");
    }

    /**
     * Where a model is: in a directory, or at the hub if the text has the form {@code owner/name} and there is no
     * directory of the owner's name that it may be meant to lie in.
     */
    public ModelSource source(String written) {
        Optional<HubId> id = HubId.of(written);
        Optional<Path> elsewhere = elsewhere(written);
        if (elsewhere.isPresent()) return new ModelSource.Local(real(elsewhere.get(), written));
        if (id.isEmpty() || Files.exists(base.resolve(id.get().owner()))) return new ModelSource.Local(model(written));
        meant(id.get()).ifPresent(directory -> {
            throw new Failure("there is no model directory `" + written + "`; did you mean `" + directory + "`?");
        });
        return new ModelSource.OfHub(id.get(), Revision.MAIN);
    }

    /** Where a model lies that is not where the script says: below one of the other directories, or in it by its last name. */
    private Optional<Path> elsewhere(String written) {
        Path path = parse(written, Path.of(""));
        if (path.isAbsolute() || Files.exists(base.resolve(path))) return Optional.empty();
        return models.stream()
                .flatMap(place -> Stream.of(place.resolve(path), place.resolve(path.getFileName())))
                .filter(directory -> Files.isRegularFile(directory.resolve("config.json")))
                .findFirst();
    }

    /** The directory here whose path differs a little in its first part. */
    private Optional<String> meant(HubId id) {
        try (var neighbours = Files.newDirectoryStream(base, Files::isDirectory)) {
            List<String> names = new ArrayList<>();
            neighbours.forEach(neighbour -> names.add(neighbour.getFileName().toString()));
            return new Suggest()
                    .among(names, id.owner())
                    .map(name -> name + "/" + id.name())
                    .filter(path -> Files.isDirectory(base.resolve(path)));
        } catch (IOException noNeighbours) {
            return Optional.empty();
        }
    }

    /**
     * The directory of a model. It may lie anywhere, since only a model can be read from it; a {@link Failure} says what
     * it lacks.
     */
    public Path model(String written) {
        Path path = parse(written, base);
        if (!Files.exists(path) && !models.isEmpty()) {
            throw new Failure(
                    "the model `" + written + "` is not here; name the directory that holds it with --models");
        }
        if (!Files.exists(path)) {
            throw new Failure("there is no model directory `" + written + "`; " + advice(path, written));
        }
        if (!Files.isDirectory(path)) {
            throw new Failure("`" + written + "` is not a directory; write the directory that holds config.json");
        }
        for (String name : MODEL_FILES) {
            if (!Files.isRegularFile(path.resolve(name))) {
                throw new Failure("the model directory `" + written + "` has no " + name
                        + "; a model is config.json, tokenizer.json and *.safetensors");
            }
        }
        if (!hasWeights(path)) {
            throw new Failure("the model directory `" + written
                    + "` has no weights; a model is config.json, tokenizer.json and *.safetensors");
        }
        Path real = real(path, written);
        ordinary(real, written);
        return real;
    }

    /**
     * Refuses a directory of which a file would never end, or whose links lead from what the script brings with it to what
     * it may not read. A directory elsewhere is the user's own, as a hub's cache is, which is made of links.
     */
    private void ordinary(Path directory, String written) {
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!Files.isRegularFile(file) && !Files.isDirectory(file))
                    throw new Failure(
                            "`" + written + "` holds " + file.getFileName() + ", which is no file; remove it");
                if (directory.startsWith(root) && !file.toRealPath().startsWith(root))
                    throw new Failure("`" + written + "` holds the link " + file.getFileName()
                            + ", which leads out of the script's directory; link the whole directory instead");
            }
        } catch (IOException e) {
            throw new Failure("the directory `" + written + "` cannot be read");
        }
    }

    /** The neighbour that was meant, or where paths start. */
    private String advice(Path path, String written) {
        try (var neighbours = Files.newDirectoryStream(inside(path.getParent()))) {
            List<String> names = new ArrayList<>();
            neighbours.forEach(neighbour -> names.add(neighbour.getFileName().toString()));
            String missing = path.getFileName().toString();
            Optional<String> meant = new Suggest().among(names, missing);
            if (meant.isPresent() && written.endsWith(missing)) {
                return "did you mean `" + written.substring(0, written.length() - missing.length()) + meant.get()
                        + "`?";
            }
        } catch (IOException noNeighbours) {
            // There is not even a directory to look into.
        }
        return "paths start at " + base;
    }

    private Path inside(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!real.startsWith(root)) throw new IOException("outside");
        return real;
    }

    private static boolean hasWeights(Path directory) {
        try (var files = Files.newDirectoryStream(directory, "*.safetensors")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new Failure("the model directory `" + directory + "` cannot be read");
        }
    }

    private Path relative(String written) {
        Path path = parse(written, Path.of(""));
        if (path.isAbsolute()) {
            throw new Failure("`" + written + "` is an absolute path; a script reads only files below its directory");
        }
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw new Failure("`" + written + "` goes up with `..`; a script reads only files below its directory");
            }
        }
        return base.resolve(path);
    }

    private static Path parse(String written, Path base) {
        try {
            if (!written.isBlank()) return base.resolve(written);
        } catch (InvalidPathException e) {
            throw new Failure("`" + written + "` is not a path");
        }
        throw new Failure("a path cannot be empty");
    }

    private static Path real(Path path, String written) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new Failure("`" + written + "` cannot be read");
        }
    }
}
