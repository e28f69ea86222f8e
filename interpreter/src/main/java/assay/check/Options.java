package assay.check;

import java.util.Set;

/** What the command line keeps for itself. */
public final class Options {
    /** Names that no param may have, since {@code assay run} has an option of that name. */
    public static final Set<String> RESERVED =
            Set.of("engine", "mlx", "seed", "out", "resume", "models", "fresh", "json", "quiet", "debug", "help");

    private Options() {}
}
