package assay.engine.hub;

import java.nio.file.Path;

/**
 * A model at one commit, in the cache.
 *
 * @param commit the whole hash
 * @param directory holds its files, or links to them
 */
public record Snapshot(HubId id, String commit, Path directory) {
    /** A commit as people write it. */
    public String shortCommit() {
        return commit.substring(0, 7);
    }
}
