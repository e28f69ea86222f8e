package assay.engine.cpu;

import assay.engine.StackScope;
import assay.engine.Tensor;

/** The tensors born since it was opened on its thread. */
final class CpuScope extends StackScope<CpuTensor> {
    final CpuScope outer;
    private final CpuEngine engine;

    CpuScope(CpuEngine engine, CpuScope outer) {
        this.engine = engine;
        this.outer = outer;
    }

    @Override
    public Tensor keep(Tensor tensor) {
        CpuTensor t = engine.own(tensor);
        t.storage(); // refuses a dead one
        t.keep();
        return t;
    }

    @Override
    protected void leave() {
        engine.leave(this);
    }

    @Override
    protected boolean kept(CpuTensor tensor) {
        return tensor.kept();
    }
}
