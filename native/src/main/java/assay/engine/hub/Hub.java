package assay.engine.hub;

import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Models by their ids: from the cache, or else from the hub.
 *
 * @param settings where both are
 */
public record Hub(HubSettings settings, Patience patience) {

    public Hub(HubSettings settings) {
        this(settings, Patience.USUAL);
    }

    public Cache cache() {
        return new Cache(settings.cache());
    }

    /**
     * A model as it is in the cache, without asking the network whether there is a newer one; fetched if it is not there.
     *
     * @throws HubException if it cannot be had
     */
    public Snapshot get(HubId id, Revision revision, PullListener listener) {
        Optional<Snapshot> cached = cache().find(id, revision);
        return cached.isPresent() ? cached.get() : pull(id, revision, listener);
    }

    /**
     * Asks the hub which commit the revision is now, and fetches what is missing of it.
     *
     * @throws HubException if it cannot be had; what has been fetched is kept, and the next attempt goes on from there
     */
    public Snapshot pull(HubId id, Revision revision, PullListener listener) {
        if (settings.offline()) throw offline(id, revision);
        try (Web web = new Web(settings, patience)) {
            return new Pull(id, revision, settings, cache(), web, patience, listener).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private HubException offline(HubId id, Revision revision) {
        String what = revision.equals(Revision.MAIN) ? "`" + id + "`" : "revision `" + revision + "` of `" + id + "`";
        String there = cache().commits(id).isEmpty() ? " is not in the cache " : " is not whole in the cache ";
        return new HubException.NoSuchModel(
                what + there + settings.cache()
                        + ", and HF_HUB_OFFLINE forbids to fetch it; unset HF_HUB_OFFLINE once, or name a directory with the model");
    }
}
