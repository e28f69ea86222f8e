package assay.repl;

import assay.complete.Nearby;
import assay.files.Folder;
import assay.lib.verb.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The first lines of a session: what to type. */
final class Welcome {
    private static final List<String> SHELVES = List.of("", "models/", "examples/models/");

    private Welcome() {}

    /** @param nearby what lies in the folder */
    static String of(String version, Folder folder, Nearby nearby) {
        List<String> models = models(folder, nearby);
        String first = models.isEmpty() ? "owner/name" : models.getFirst();
        String second = models.isEmpty() ? first : models.getLast();
        String more = models.size() < 2 ? "" : "   and   " + declared(models.getLast());
        String a = name(first);
        return "Assay " + version + ". Begin with   " + declared(first) + more + "\n" + "Go on with   let war = battle "
                + a + " vs "
                + name(second) + " length 12   or   ask " + a + " \"What color is grass?\"\n"
                + "Tab shows what can come next, Tab Tab explains it; `help` lists the language, `:help` the commands.\n";
    }

    private static String declared(String source) {
        return "model " + name(source) + " = \"" + source + "\"";
    }

    /** Two models that can be declared here, directories first. */
    private static List<String> models(Folder folder, Nearby nearby) {
        Stream<String> here = SHELVES.stream()
                .flatMap(shelf -> nearby.below(shelf).stream()
                        .filter(Nearby.Entry::directory)
                        .map(entry -> shelf + entry.name()))
                .filter(path -> isModel(folder, path));
        Set<String> names = new HashSet<>();
        return Stream.concat(here, nearby.models().stream())
                .filter(source -> names.add(name(source)))
                .limit(2)
                .toList();
    }

    private static boolean isModel(Folder folder, String path) {
        try {
            folder.model(path);
            return true;
        } catch (Failure none) {
            return false;
        }
    }

    /** A name for a model that a script can use: the letters and digits of its last part. */
    private static String name(String source) {
        String last = source.substring(source.lastIndexOf('/') + 1)
                .replaceAll("[^A-Za-z0-9].*", "")
                .toLowerCase(Locale.ROOT);
        return last.matches("[a-z][a-z0-9]*") ? last : "m";
    }
}
