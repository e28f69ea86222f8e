package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;

/** SwiGLU: {@code down(silu(gate(x)) * up(x))}. */
record Mlp(Linear gate, Linear up, Linear down) {
    Tensor apply(Engine engine, Tensor x) {
        Tensor gated = engine.silu(gate.apply(engine, x)); // [rows, intermediate]
        return down.apply(engine, engine.multiply(gated, up.apply(engine, x))); // [rows, hidden]
    }
}
