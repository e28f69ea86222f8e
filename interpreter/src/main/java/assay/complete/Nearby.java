package assay.complete;

import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.files.Folder;
import assay.files.ModelHub;
import assay.files.ScriptFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a script can name that is on this machine: files below its folder, and models in the hub's cache. */
public interface Nearby {
    /** More would not help anybody to choose. */
    int MOST = 500;

    /** A file or directory that has a name which can be written in a text. */
    record Entry(String name, boolean directory) {}

    /** What lies in a directory, by its path from the script's folder, which is empty or ends in a slash. */
    List<Entry> below(String directory);

    /** Ids of models in the cache. */
    List<String> models();

    default List<String> preludes() {
        return ScriptFile.preludes();
    }

    /** What there is for scripts in a folder. */
    static Nearby of(Folder folder) {
        return new Nearby() {
            @Override
            public List<Entry> below(String directory) {
                try (Stream<Path> all = Files.list(folder.base().resolve(directory))) {
                    return all.filter(path -> written(path.getFileName().toString()))
                            .limit(MOST)
                            .map(path -> new Entry(path.getFileName().toString(), Files.isDirectory(path)))
                            .sorted(Comparator.comparing(Entry::name))
                            .toList();
                } catch (IOException | UncheckedIOException | InvalidPathException none) {
                    return List.of();
                }
            }

            @Override
            public List<String> models() {
                try {
                    return ModelHub.standard().inventory().ids().stream()
                            .map(HubId::toString)
                            .toList();
                } catch (HubException wrong) {
                    return List.of();
                }
            }
        };
    }

    /** Hidden files are not proposed, nor names with characters that could do something to a terminal. */
    private static boolean written(String name) {
        return !name.startsWith(".") && name.chars().noneMatch(c -> c == '"' || c == '\\' || Character.isISOControl(c));
    }
}
