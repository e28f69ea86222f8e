package assay.run;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.cpu.CpuEngine;
import assay.engine.mlx.MlxDevice;
import assay.engine.mlx.MlxEngine;
import assay.engine.mlx.MlxLibrary;
import assay.engine.mlx.Precision;
import assay.lib.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The engines of a run: each is started for the first model that asks for it, since many scripts only compute. */
public final class Engines implements AutoCloseable {
    private final Options options;
    private final Consumer<String> note;
    private final Map<Wish, Engine> started = new LinkedHashMap<>();
    private String word;
    private Optional<Engine> usual = Optional.empty();

    /**
     * What the command line says about engines.
     *
     * @param engine replaces the script's {@code engine} statement
     * @param mlx where mlx-c's library lies
     */
    public record Options(Optional<String> engine, Optional<String> mlx) {}

    /**
     * What a model is to be computed with.
     *
     * @param engine auto, cpu or mlx
     * @param precision the types that MLX computes in; the CPU engine always computes in float32
     */
    private record Wish(String engine, Optional<Precision> precision) {}

    /** @param note is told what {@code auto} chose */
    public Engines(Options options, Consumer<String> note) {
        this.options = options;
        this.note = note;
        this.word = options.engine().orElse("auto");
    }

    /** The {@code engine} statement: what computes the models that are declared from here on. */
    public void script(String choice) {
        word = options.engine().orElse(choice);
    }

    /** The word that holds for a model declared now without an engine of its own. */
    public String word() {
        return word;
    }

    /**
     * The engine for a model.
     *
     * @param declared the word that held where the model was declared
     * @param settings of the model: {@code engine} and {@code dtype}
     */
    public Engine of(String declared, Map<String, Value> settings) {
        Optional<String> own = text(settings, "engine");
        Optional<Precision> precision =
                text(settings, "dtype").map(dtype -> dtype.equals("float32") ? Precision.FLOAT32 : Precision.NATIVE);
        Engine engine = started.get(new Wish(own.orElse(declared), precision));
        if (engine == null) {
            engine = start(own.orElse(declared), precision);
            started.put(new Wish(own.orElse(declared), precision), engine);
        }
        if (own.isEmpty() && usual.isEmpty()) usual = Optional.of(engine);
        return engine;
    }

    private static Optional<String> text(Map<String, Value> settings, String name) {
        return settings.get(name) instanceof Value.Str(String text) ? Optional.of(text) : Optional.empty();
    }

    private Engine start(String engine, Optional<Precision> precision) {
        return switch (engine) {
            case "cpu" -> new CpuEngine();
            case "mlx" -> mlx(MlxLibrary.open(options.mlx()), precision);
            default -> {
                EngineChoice choice = EngineChoice.auto(options.mlx());
                Engine best = choice.mlx()
                        .<Engine>map(library -> mlx(library, precision))
                        .orElseGet(CpuEngine::new);
                note.accept("engine " + best.name() + ": " + best.device() + " (" + choice.why() + ")");
                yield best;
            }
        };
    }

    private static Engine mlx(MlxLibrary library, Optional<Precision> precision) {
        return new MlxEngine(library, library.hasGpu() ? MlxDevice.GPU : MlxDevice.CPU, precision);
    }

    /** The engine of models that ask for none, for records; what it would be if there was no model. */
    public String name() {
        if (usual.isPresent()) return usual.get().name();
        if (!word.equals("auto")) return word;
        try {
            return EngineChoice.auto(options.mlx()).mlx().isPresent() ? "mlx" : "cpu";
        } catch (EngineException noLibrary) {
            return word;
        }
    }

    @Override
    public void close() {
        started.values().forEach(Engine::close);
    }
}
