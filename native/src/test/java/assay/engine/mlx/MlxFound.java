package assay.engine.mlx;

import assay.engine.EngineException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The real library, for the tests that need it: they run wherever it is installed and are reported as skipped elsewhere. */
public final class MlxFound {
    private MlxFound() {}

    public static MlxLibrary library() {
        try {
            return MlxLibrary.open(Optional.empty());
        } catch (EngineException missing) {
            return Assumptions.abort("skipped: " + missing.getMessage());
        }
    }

    /** In float32 on MLX's CPU, which is the same on every machine. */
    public static MlxEngine engine() {
        return engine(library());
    }

    /** As {@link #engine}, or nothing where there is no library. */
    public static Optional<MlxEngine> inFloat32() {
        try {
            return Optional.of(engine(MlxLibrary.open(Optional.empty())));
        } catch (EngineException missing) {
            return Optional.empty();
        }
    }

    private static MlxEngine engine(MlxLibrary library) {
        return new MlxEngine(library, MlxDevice.CPU, Optional.of(Precision.FLOAT32));
    }
}
