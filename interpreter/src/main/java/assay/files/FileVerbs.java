package assay.files;

import assay.lib.verb.Verb;
import assay.lib.verb.Verbs;
import java.util.List;
import java.util.stream.Stream;

/** The whole table of verbs: the standard ones, and those that read a script's files. */
public final class FileVerbs {
    private FileVerbs() {}

    /** Those that read files. */
    public static List<Verb> all(Folder folder) {
        return List.of(new Load(folder), new Adapt(folder));
    }

    /** The table for a script in this folder. */
    public static Verbs table(Folder folder) {
        return new Verbs(Stream.concat(all(folder).stream(), Verbs.standard().all().stream())
                .toList());
    }
}
