package assay.files;

import assay.engine.hub.Hub;
import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.engine.hub.HubSettings;
import assay.engine.hub.Inventory;
import assay.engine.hub.PullListener;
import assay.engine.hub.Revision;
import assay.engine.hub.Snapshot;
import assay.grammar.Suggest;
import java.util.Optional;
import java.util.function.Supplier;

/** The hub, which knows the models of the cache where an id is misspelt. */
public record ModelHub(Hub hub) {

    /** The one that the environment names; a {@link HubException} if it names none. */
    public static ModelHub standard() {
        return new ModelHub(new Hub(HubSettings.standard()));
    }

    /** See {@link Hub#get}. */
    public Snapshot get(HubId id, Revision revision, PullListener listener) {
        return suggesting(id, () -> hub.get(id, revision, listener));
    }

    /** See {@link Hub#pull}. */
    public Snapshot pull(HubId id, Revision revision, PullListener listener) {
        return suggesting(id, () -> hub.pull(id, revision, listener));
    }

    public Inventory inventory() {
        return new Inventory(hub.cache());
    }

    /** The cached model that may have been meant by this text. */
    public Optional<String> meant(String text) {
        return new Suggest()
                .among(inventory().ids().stream().map(HubId::toString).toList(), text);
    }

    private Snapshot suggesting(HubId id, Supplier<Snapshot> model) {
        try {
            return model.get();
        } catch (HubException.NoSuchModel missing) {
            Optional<String> meant = meant(id.toString()).filter(other -> !other.equals(id.toString()));
            if (meant.isEmpty()) throw missing;
            String what = missing.getMessage().replaceFirst("; .*", "");
            throw new HubException(what + "; did you mean `" + meant.get() + "`, which is in the cache?", missing);
        }
    }
}
