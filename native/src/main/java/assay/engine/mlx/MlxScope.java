package assay.engine.mlx;

import assay.engine.StackScope;
import assay.engine.Tensor;

/** The handles born since it was opened on its thread, and freed by that thread. */
final class MlxScope extends StackScope<MlxTensor> {
    final MlxScope outer;
    private final MlxEngine engine;

    MlxScope(MlxEngine engine, MlxScope outer) {
        this.engine = engine;
        this.outer = outer;
    }

    @Override
    public Tensor keep(Tensor tensor) {
        MlxTensor t = engine.own(tensor);
        t.handle(); // refuses a dead one
        t.keep();
        return t;
    }

    @Override
    protected void leave() {
        engine.leave(this);
    }

    @Override
    protected boolean kept(MlxTensor tensor) {
        return tensor.kept();
    }
}
