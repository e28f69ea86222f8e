package assay.engine.model;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.Scope;
import assay.engine.Tensor;
import assay.engine.io.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A decoder-only transformer on an engine: parts in a row, nothing about text. Immutable; the weights live as long as
 * it does. What is derived from it shares them, and is closed with it.
 */
public final class Decoder implements AutoCloseable {
    private final String name;
    private final Engine engine;
    private final Architecture architecture;
    private final Modules modules;
    private final Parts parts;
    private final List<Intervention> interventions;
    private final List<Runnable> closing = new ArrayList<>(); // run last to first

    /** What an architecture puts together; the head is the embedding itself where they are tied. */
    record Parts(Embedding embedding, List<Layer> layers, Norm norm, Head head) {}

    private Decoder(
            String name,
            Engine engine,
            Architecture architecture,
            Modules modules,
            Parts parts,
            List<Intervention> interventions) {
        this.name = name;
        this.engine = engine;
        this.architecture = architecture;
        this.modules = modules;
        this.parts = parts;
        this.interventions = interventions;
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
            Decoder decoder = new Decoder(name, engine, architecture, loader, parts, List.of());
            decoder.closing.add(weights::close);
            decoder.own(scope, loader.made());
            return decoder;
        } catch (RuntimeException | OutOfMemoryError e) {
            weights.close();
            throw e;
        }
    }

    private void own(Scope scope, List<Tensor> tensors) {
        engine.eval(tensors.toArray(Tensor[]::new));
        for (Tensor tensor : tensors) closing.add(scope.keep(tensor)::close);
    }

    /** The same under another name. */
    Decoder named(String other) {
        return derived(new Decoder(other, engine, architecture, modules, parts, interventions));
    }

    /** With one more intervention, behind those that are there. */
    Decoder with(Intervention intervention) {
        List<Intervention> all = new ArrayList<>(interventions);
        all.add(intervention);
        return derived(new Decoder(name, engine, architecture, modules, parts, List.copyOf(all)));
    }

    /** With another intervention in the place of one that is there. */
    Decoder instead(Intervention old, Intervention other) {
        if (!interventions.contains(old)) throw new IllegalArgumentException("no such intervention");
        List<Intervention> all = new ArrayList<>(interventions);
        all.set(all.indexOf(old), other);
        return derived(new Decoder(name, engine, architecture, modules, parts, List.copyOf(all)));
    }

    /** With other matrices in the place of some; {@code made} by the one that {@code others} come from. */
    Decoder replacing(Scope scope, Map<String, Linear> others, List<Tensor> made) {
        Modules replaced = new Replaced(modules, others);
        Decoder decoder =
                new Decoder(name, engine, architecture, replaced, architecture.parts(replaced), interventions);
        decoder.own(scope, made);
        return derived(decoder);
    }

    private Decoder derived(Decoder decoder) {
        closing.add(decoder::close);
        return decoder;
    }

    /** Matrices by module path. */
    Map<String, Linear> linears() {
        return modules.linears();
    }

    /** Matrices that are not the checkpoint's own, by module path. */
    Map<String, Linear> replaced() {
        return modules.replaced();
    }

    /** What happens while it runs, in order. */
    List<Intervention> interventions() {
        return interventions;
    }

    public String name() {
        return name;
    }

    public Config config() {
        return modules.config();
    }

    public Engine engine() {
        return engine;
    }

    /** A new, empty cache for this model. */
    public KvCache cache() {
        return new KvCache(engine, config().layers());
    }

    public Pass forward(List<Sequence> batch) {
        return forward(batch, Taps.NONE);
    }

    /** Reads each sequence's tokens after what its cache holds; the caches grow. At least one token in all. */
    public Pass forward(List<Sequence> sequences, Taps listener) {
        Batch batch = Batch.of(sequences);
        int[] tokens = batch.tokens();
        if (tokens.length == 0) throw new IllegalArgumentException("a forward pass needs at least one token");
        for (int token : tokens)
            if (token < 0 || token >= config().vocabSize())
                throw new EngineException("token id " + token + " is outside the vocabulary of " + name + " (0 to "
                        + (config().vocabSize() - 1) + ")");
        try (Scope scope = engine.scope()) {
            Taps taps = listening(batch, listener);
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

    /** Interventions first, so that who listens sees what they have made. */
    private Taps listening(Batch batch, Taps listener) {
        if (interventions.isEmpty()) return listener;
        Rows rows = Rows.of(batch);
        List<Taps> all = new ArrayList<>();
        for (Intervention each : interventions) all.add(each.taps(engine, rows));
        all.add(listener);
        return new Chain(all);
    }

    @Override
    public void close() {
        closing.reversed().forEach(Runnable::run);
        closing.clear();
    }
}
