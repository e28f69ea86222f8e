package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.List;

/** The gated feed-forward part: {@code down(activation(gate(x)) * up(x))}. */
record Mlp(Projections gateUp, Activation activation, Linear down) {
    Tensor apply(Engine engine, Tensor x, int layer, Taps taps) {
        List<Tensor> both = gateUp.apply(engine, x); // [rows, intermediate] each
        Tensor neurons = engine.multiply(activation.apply(engine, both.get(0)), both.get(1));
        return down.apply(engine, taps.tap(Point.MLP_POST, layer, neurons)); // [rows, hidden]
    }
}
