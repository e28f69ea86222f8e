package assay.lib.play;

import assay.engine.model.Pass;

/** A forward pass that stays open for as long as some place on a board was predicted by one of its rows. */
final class HeldPass {
    private final Pass pass;
    private int holders;

    HeldPass(Pass pass) {
        this.pass = pass;
    }

    Pass pass() {
        return pass;
    }

    void hold() {
        holders++;
    }

    void release() {
        if (--holders == 0) pass.close();
    }
}
