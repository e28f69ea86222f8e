package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.List;

/** The gated feed-forward part: {@code down(activation(gate(x)) * up(x))}. */
record Mlp(Projections gateUp, Activation activation, Linear down) {
    Tensor apply(Engine engine, Tensor x) {
        List<Tensor> both = gateUp.apply(engine, x); // [rows, intermediate] each
        return down.apply(
                engine, engine.multiply(activation.apply(engine, both.get(0)), both.get(1))); // [rows, hidden]
    }
}
