package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;

/** The function between the matrices of the feed-forward part, with its name in config.json. */
enum Activation {
    SILU("silu") {
        @Override
        Tensor apply(Engine engine, Tensor x) {
            return engine.silu(x);
        }
    },
    GELU_TANH("gelu_pytorch_tanh") {
        @Override
        Tensor apply(Engine engine, Tensor x) {
            return engine.geluApprox(x);
        }
    };

    final String label;

    Activation(String label) {
        this.label = label;
    }

    abstract Tensor apply(Engine engine, Tensor x);
}
