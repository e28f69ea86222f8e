package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.Optional;

/**
 * One transformer layer: attention, then the feed-forward part, each with a norm in front and added to the residual.
 *
 * @param attentionPost a norm of what attention adds, where the family has one
 * @param mlpPost a norm of what the feed-forward part adds
 */
record Layer(
        Norm attentionNorm,
        Attention attention,
        Optional<Norm> attentionPost,
        Norm mlpNorm,
        Mlp mlp,
        Optional<Norm> mlpPost) {

    /** [rows, hidden] to [rows, hidden]. */
    Tensor apply(Engine engine, Tensor x, Batch batch, int layer, Taps taps) {
        Tensor pre = taps.tap(Point.RESID_PRE, layer, x);
        Tensor attended = after(
                engine, attentionPost, attention.apply(engine, attentionNorm.apply(engine, pre), batch, layer, taps));
        Tensor mid = taps.tap(Point.RESID_MID, layer, engine.add(pre, taps.tap(Point.ATTN_OUT, layer, attended)));
        Tensor fed = after(engine, mlpPost, mlp.apply(engine, mlpNorm.apply(engine, mid), layer, taps));
        return taps.tap(Point.RESID_POST, layer, engine.add(mid, taps.tap(Point.MLP_OUT, layer, fed)));
    }

    private static Tensor after(Engine engine, Optional<Norm> post, Tensor x) {
        return post.map(norm -> norm.apply(engine, x)).orElse(x);
    }
}
