package assay.engine.model;

import assay.engine.Engine;
import assay.engine.cpu.CpuEngine;
import assay.engine.mlx.MlxFound;
import java.util.ArrayList;
import java.util.List;

/** The engines that tests of models run on. */
final class Engines {
    private Engines() {}

    /** Opens those that this machine has; the caller closes them. */
    static List<Engine> open() {
        List<Engine> engines = new ArrayList<>(List.of(new CpuEngine()));
        MlxFound.inFloat32().ifPresentOrElse(engines::add, () -> System.out.println("mlx: skipped, not found"));
        return engines;
    }
}
