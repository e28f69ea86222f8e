package assay.run;

import assay.engine.EngineException;
import assay.engine.mlx.MlxLibrary;
import java.util.List;
import java.util.Optional;

/**
 * Which engine {@code auto} is on this machine, and why.
 *
 * @param mlx the library, if MLX is what computes
 * @param why one clause for people
 */
public record EngineChoice(Optional<MlxLibrary> mlx, String why) {
    /** What scripts and the command line may say. */
    public static final List<String> WORDS = List.of("auto", "cpu", "mlx");

    /**
     * MLX where it has a GPU. Its own CPU back end is left alone: on x86 it is many times slower than the CPU engine, and
     * in bfloat16 inaccurate.
     *
     * @param place what {@code --mlx} says; then a library that does not load is an error, not a reason to do without
     */
    public static EngineChoice auto(Optional<String> place) {
        MlxLibrary library;
        try {
            library = MlxLibrary.open(place);
        } catch (EngineException missing) {
            if (place.isPresent()) throw missing;
            return new EngineChoice(Optional.empty(), firstClause(missing.getMessage()));
        }
        return library.hasGpu()
                ? new EngineChoice(Optional.of(library), "MLX " + library.version() + " has a GPU here")
                : new EngineChoice(Optional.empty(), "MLX " + library.version() + " has no GPU here");
    }

    private static String firstClause(String message) {
        return message.split("[:;] ", 2)[0];
    }
}
