package assay.files;

import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.engine.hub.Revision;
import assay.lib.verb.Failure;
import java.nio.file.Path;

/** Where a script says that a model is. */
public sealed interface ModelSource {
    /** A directory on this machine. */
    record Local(Path directory) implements ModelSource {
        @Override
        public ModelSource at(String revision) {
            throw new Failure("a local directory has no revisions; leave `revision` out");
        }
    }

    /** A model of the hub, or of its cache. */
    record OfHub(HubId id, Revision revision) implements ModelSource {
        @Override
        public ModelSource at(String revision) {
            try {
                return new OfHub(id, new Revision(revision));
            } catch (HubException noRevision) {
                throw new Failure(noRevision.getMessage());
            }
        }
    }

    /** The same model at a branch, tag or commit; a {@link Failure} if there is no such thing. */
    ModelSource at(String revision);
}
