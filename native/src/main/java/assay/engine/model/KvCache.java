package assay.engine.model;

import assay.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/** What a model remembers of a sequence; mlx-lm's interface. Used by one thread at a time. */
public final class KvCache implements AutoCloseable {
    private final Engine engine;
    private final List<LayerCache> layers;
    private int offset;
    private int generatedFrom = Integer.MAX_VALUE;

    KvCache(Engine engine, int layers) {
        this(engine, new ArrayList<>(), 0);
        for (int i = 0; i < layers; i++) this.layers.add(new LayerCache());
    }

    private KvCache(Engine engine, List<LayerCache> layers, int offset) {
        this.engine = engine;
        this.layers = layers;
        this.offset = offset;
    }

    /** Positions held. */
    public int offset() {
        return offset;
    }

    /** Forgets the last {@code tokens} positions; their space is written over. */
    public void trim(int tokens) {
        if (tokens < 0 || tokens > offset) throw new IllegalArgumentException("trim " + tokens + " of " + offset);
        offset -= tokens;
    }

    /** An independent copy. */
    public KvCache fork() {
        List<LayerCache> copies = new ArrayList<>();
        for (LayerCache layer : layers) copies.add(layer.fork(engine));
        KvCache copy = new KvCache(engine, copies, offset);
        copy.generatedFrom = generatedFrom;
        return copy;
    }

    /** Notes that what is read from here on was written by a model: some interventions leave the prompt alone. */
    public void generating() {
        generatedFrom = offset;
    }

    int generatedFrom() {
        return generatedFrom;
    }

    /** Bytes of memory in use. */
    public long nbytes() {
        return layers.stream().mapToLong(LayerCache::nbytes).sum();
    }

    LayerCache layer(int index) {
        return layers.get(index);
    }

    void advance(int tokens) {
        offset += tokens;
    }

    @Override
    public void close() {
        layers.forEach(LayerCache::close);
    }
}
