package assay.engine.hub;

/** Told how a download goes, always on the thread that asked for it; what it throws ends the download. */
public interface PullListener {
    /**
     * Called a few times a second.
     *
     * @param done bytes that are there
     * @param total bytes of all files
     */
    void progress(HubId id, long done, long total);

    /** A sentence about something unusual: that a lock or the hub is waited for. */
    void note(String sentence);
}
