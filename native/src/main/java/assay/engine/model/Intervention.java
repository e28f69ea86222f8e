package assay.engine.model;

import assay.engine.Engine;

/** A change of what passes through a model: it makes another model that shares the weights. */
@FunctionalInterface
public interface Intervention {
    /** Listens during one forward pass; the tensors that it makes live in the pass's scope. */
    Taps taps(Engine engine, Rows rows);
}
