package assay.files;

import assay.lib.verb.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files below its directory that a script has read or asked for, for the run's record. */
public final class Reads {
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final Map<Path, String> digests = new HashMap<>(); // of a file once: they may be large

    /** @param name from the script's directory, with slashes, as the script reaches it */
    synchronized void file(String name, Path real) {
        files.put(name, real);
    }

    /** The files of an adapter. */
    void directory(String name, Path real) {
        try (var all = Files.newDirectoryStream(real, "*.{json,safetensors}")) {
            for (Path file : all) if (Files.isRegularFile(file)) file(name + "/" + file.getFileName(), file);
        } catch (IOException unreadable) {
            // Whoever reads the directory says so.
        }
    }

    /** The SHA-256 of each file; one that is gone by now is left out. */
    public synchronized SortedMap<String, String> digests() {
        SortedMap<String, String> named = new TreeMap<>();
        files.forEach((name, file) -> {
            try {
                named.put(name, digests.computeIfAbsent(file, Digest::of));
            } catch (Failure gone) {
                // It cannot be what a result rests on: reading it fails as well.
            }
        });
        return named;
    }
}
