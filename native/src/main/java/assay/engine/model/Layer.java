package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;

/** One transformer layer with the norms in front: attention, then the feed-forward part, each added to the residual. */
record Layer(Norm attentionNorm, Attention attention, Norm mlpNorm, Mlp mlp) {

    /** [rows, hidden] to [rows, hidden]. */
    Tensor apply(Engine engine, Tensor x, Batch batch, int layer, Taps taps) {
        Tensor pre = taps.tap(Point.RESID_PRE, layer, x);
        Tensor attended = attention.apply(engine, attentionNorm.apply(engine, pre), batch, layer);
        Tensor mid = taps.tap(Point.RESID_MID, layer, engine.add(pre, taps.tap(Point.ATTN_OUT, layer, attended)));
        Tensor fed = mlp.apply(engine, mlpNorm.apply(engine, mid));
        return taps.tap(Point.RESID_POST, layer, engine.add(mid, taps.tap(Point.MLP_OUT, layer, fed)));
    }
}
