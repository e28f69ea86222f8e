package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;

/**
 * Root-mean-square norm with a gain.
 *
 * @param weight the gain, as long as the last axis of what is normalized
 */
record Norm(Tensor weight, float eps) {
    Tensor apply(Engine engine, Tensor x) {
        return engine.rmsNorm(x, weight, eps);
    }
}
