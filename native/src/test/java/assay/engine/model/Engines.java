package assay.engine.model;

import assay.engine.Engine;
import assay.engine.cpu.CpuEngine;
import java.util.List;

/** The engines that tests of models run on. */
final class Engines {
    private Engines() {}

    /** Opens those that this machine has; the caller closes them. */
    static List<Engine> open() {
        return List.of(new CpuEngine());
    }
}
