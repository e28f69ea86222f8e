package assay.engine.hub;

import java.util.Optional;
import java.util.regex.Pattern;

/** A model of the hub, {@code owner/name}, under the hub's own rules for names; so no id can leave its directory. */
public record HubId(String owner, String name) implements Comparable<HubId> {
    private static final String FOLDER = "models--";
    private static final int LONGEST = 96;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");

    /** @throws HubException if this is no id */
    public static HubId parse(String text) {
        return of(text).orElseThrow(() -> new HubException("`" + text
                + "` is not the id of a model; one is written owner/name, such as mlx-community/Qwen3-4B-4bit"));
    }

    public static Optional<HubId> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || text.length() > LONGEST || text.contains("--") || text.contains("..")) return Optional.empty();
        String owner = text.substring(0, slash);
        String name = text.substring(slash + 1);
        boolean sound = PART.matcher(owner).matches() && PART.matcher(name).matches() && !name.endsWith(".git");
        return sound ? Optional.of(new HubId(owner, name)) : Optional.empty();
    }

    /** The id that a directory of the cache stands for. */
    static Optional<HubId> ofFolder(String folder) {
        return folder.startsWith(FOLDER)
                ? of(folder.substring(FOLDER.length()).replaceFirst("--", "/"))
                : Optional.empty();
    }

    /** The name of its directory in the cache. */
    String folder() {
        return FOLDER + owner + "--" + name;
    }

    @Override
    public int compareTo(HubId other) {
        return toString().compareToIgnoreCase(other.toString());
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
