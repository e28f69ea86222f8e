package assay.repl;

import assay.complete.Nearby;
import assay.files.Folder;
import assay.lib.verb.Failure;
import java.util.List;
import java.util.stream.Stream;

/** The first lines of a session: what to type. */
final class Welcome {
    private static final List<String> SHELVES = List.of("", "models/", "examples/models/");

    private Welcome() {}

    /** @param nearby what lies in the folder */
    static String of(String version, Folder folder, Nearby nearby) {
        List<String> models = models(folder, nearby);
        String first = models.isEmpty() ? "owner/name" : models.getFirst();
        String second = models.size() > 1 ? models.get(1) : first;
        String a = name(first);
        String b = second.equals(first) ? a : name(second);
        StringBuilder out =
                new StringBuilder("Assay ").append(version).append(". Name a model, and try things on it:\n");
        out.append("    model ").append(a).append(" = \"").append(first).append("\"\n");
        if (!b.equals(a))
            out.append("    model ").append(b).append(" = \"").append(second).append("\"\n");
        out.append("    let war = battle ").append(a).append(" vs ").append(b).append(" length 12");
        out.append("     fingerprint(war)     ask ").append(a).append(" \"What color is grass?\"\n");
        return out.append(
                        "Tab completes, Tab Tab explains, `help steer` tells all of a word, `:save x.exp` keeps it as a script, "
                                + "`:help` lists the rest.\n")
                .toString();
    }

    /** Two models that can be declared here, directories first. */
    private static List<String> models(Folder folder, Nearby nearby) {
        Stream<String> here = SHELVES.stream()
                .flatMap(shelf -> nearby.below(shelf).stream()
                        .filter(Nearby.Entry::directory)
                        .map(entry -> shelf + entry.name()))
                .filter(path -> isModel(folder, path));
        return Stream.concat(here, nearby.models().stream())
                .filter(path -> !path.contains("-4bit") || !path.startsWith("models") && !path.startsWith("examples"))
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
                .toLowerCase(java.util.Locale.ROOT);
        return last.matches("[a-z][a-z0-9]*") ? last : "m";
    }
}
