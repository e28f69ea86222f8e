package assay.cli;

import assay.engine.mlx.MlxLibrary;
import assay.lib.verb.Failure;
import assay.run.EngineChoice;
import assay.run.Engines;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What commands that run models can be told about engines. */
final class EngineOptions {
    @Option(names = "--engine", paramLabel = "E", description = "auto, cpu or mlx; replaces what the script says.")
    private Optional<String> engine;

    @Option(
            names = "--mlx",
            paramLabel = "PATH",
            description = "mlx-c's library or its directory; otherwise $$ASSAY_MLX and the usual places.")
    private Optional<String> mlx;

    /** A {@link Failure} if there is no such engine, told before the script is looked at. */
    Engines.Options checked() {
        engine.ifPresent(word -> {
            if (!EngineChoice.WORDS.contains(word))
                throw new Failure("there is no engine `" + word + "`; the engines are auto, cpu and mlx");
        });
        if (engine.equals(Optional.of("mlx"))) MlxLibrary.open(mlx);
        return new Engines.Options(engine, mlx);
    }
}
