package assay.engine.hub;

import assay.engine.EngineException;

/** A model could not be had from the hub or its cache; the message says what to do. */
public class HubException extends EngineException {
    private static final long serialVersionUID = 1L;

    public HubException(String message) {
        super(message);
    }

    public HubException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The hub, or offline the cache, has no model of this id; another one may have been meant. */
    public static final class NoSuchModel extends HubException {
        private static final long serialVersionUID = 1L;

        NoSuchModel(String message) {
            super(message);
        }
    }
}
