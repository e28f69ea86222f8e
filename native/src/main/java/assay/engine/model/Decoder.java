package assay.engine.model;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.Scope;
import assay.engine.Tensor;
import assay.engine.io.Weights;
import java.nio.file.Path;
import java.util.List;

/**
 * A decoder-only transformer on an engine: parts in a row, nothing about text. Immutable; the weights live as long as
 * it does.
 */
public final class Decoder implements AutoCloseable {
    private final String name;
    private final Engine engine;
    private final Config config;
    private final Parts parts;
    private final List<Tensor> tensors;
    private final Weights weights;

    /** What an architecture puts together; the head is the embedding itself where they are tied. */
    record Parts(Embedding embedding, List<Layer> layers, Norm norm, Head head) {}

    private Decoder(String name, Engine engine, Config config, Parts parts, List<Tensor> tensors, Weights weights) {
        this.name = name;
        this.engine = engine;
        this.config = config;
        this.parts = parts;
        this.tensors = tensors;
        this.weights = weights;
    }

    /**
     * Opens the weights of a model directory.
     *
     * @param name what messages call the model
     */
    public static Decoder open(Path directory, String name, Engine engine) {
        Config config = Config.read(directory);
        Architecture architecture = Architectures.of(config);
        Weights weights = new Weights(directory);
        try (Scope scope = engine.scope()) {
            Loader loader = new Loader(engine, weights, config);
            Parts parts = architecture.parts(loader);
            weights.finish(tensor -> architecture.mayBeLeftOver(loader, tensor));
            engine.eval(loader.made().toArray(Tensor[]::new));
            loader.made().forEach(scope::keep);
            return new Decoder(name, engine, config, parts, loader.made(), weights);
        } catch (RuntimeException | OutOfMemoryError e) {
            weights.close();
            throw e;
        }
    }

    public String name() {
        return name;
    }

    public Config config() {
        return config;
    }

    public Engine engine() {
        return engine;
    }

    /** A new, empty cache for this model. */
    public KvCache cache() {
        return new KvCache(engine, config.layers());
    }

    public Pass forward(List<Sequence> batch) {
        return forward(batch, Taps.NONE);
    }

    /** Reads each sequence's tokens after what its cache holds; the caches grow. At least one token in all. */
    public Pass forward(List<Sequence> sequences, Taps taps) {
        Batch batch = Batch.of(sequences);
        int[] tokens = batch.tokens();
        if (tokens.length == 0) throw new IllegalArgumentException("a forward pass needs at least one token");
        for (int token : tokens)
            if (token < 0 || token >= config.vocabSize())
                throw new EngineException("token id " + token + " is outside the vocabulary of " + name + " (0 to "
                        + (config.vocabSize() - 1) + ")");
        try (Scope scope = engine.scope()) {
            Tensor x = taps.tap(
                    Point.EMBED,
                    -1,
                    parts.embedding.apply(engine, engine.array(tokens, tokens.length))); // [rows, hidden]
            for (int i = 0; i < parts.layers.size(); i++)
                x = parts.layers.get(i).apply(engine, x, batch, i, taps);
            Tensor last = taps.tap(Point.FINAL_NORM, -1, parts.norm.apply(engine, x)); // [rows, hidden]
            engine.asyncEval(last);
            for (Sequence sequence : sequences) sequence.cache().advance(sequence.tokens().length);
            return new Pass(this, batch, scope.keep(last));
        }
    }

    /** [rows, hidden] after the final norm to [rows, vocabulary]. */
    Tensor head(Tensor x) {
        return parts.head.apply(engine, x);
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::close);
        weights.close();
    }
}
