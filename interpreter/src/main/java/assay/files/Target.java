package assay.files;

import assay.lib.verb.Failure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Where a script may save to: below the run directory, in a format there is, and not over the run's own files. */
public final class Target {
    private static final Set<String> OWN =
            Set.of("script.exp", "params.json", "events.jsonl", "kept.jsonl", "results.json", "lock.json", "charts");

    private Target() {}

    /** The path below the run directory that a script means; a {@link Failure} says why there is none. */
    public static Path of(String written) {
        Path relative = parse(written).normalize();
        if (relative.isAbsolute() || relative.startsWith("..")) throw outside(written);
        if (OWN.contains(folded(relative.getName(0).toString()))) {
            throw new Failure("`" + written + "` belongs to the run itself; choose another name");
        }
        Format.of(written);
        return relative;
    }

    /** The one spelling of names that a file system may take for the same. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The failure of a path that leads elsewhere. */
    public static Failure outside(String written) {
        return new Failure("`" + written + "` leads out of the run directory; a script writes only into it");
    }

    private static Path parse(String written) {
        if (written.isBlank()) throw new Failure("a path cannot be empty");
        try {
            return Path.of(written);
        } catch (InvalidPathException e) {
            throw new Failure("`" + written + "` is not a path");
        }
    }
}
