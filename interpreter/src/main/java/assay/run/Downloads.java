package assay.run;

import assay.engine.hub.HubId;
import assay.engine.hub.PullListener;

/**
 * Tells how the download of a model goes, and ends it when the run is interrupted.
 *
 * @param talk to whom
 */
record Downloads(Talk talk, Interruption interruption) implements PullListener {
    @Override
    public void progress(HubId id, long done, long total) {
        interruption.check();
        talk.transferred("downloading " + id, done, total);
    }

    @Override
    public void note(String sentence) {
        talk.note(sentence);
    }
}
