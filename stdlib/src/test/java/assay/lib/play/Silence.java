package assay.lib.play;

import assay.lib.verb.Progress;

/** Nobody listens. */
class Silence implements Progress {
    @Override
    public void step(String what, long done, long total) {}

    @Override
    public void live(Snapshot snapshot) {}
}
