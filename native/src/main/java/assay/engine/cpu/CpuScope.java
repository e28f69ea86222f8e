package assay.engine.cpu;

import assay.engine.Scope;
import assay.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The tensors born since it was opened on its thread. */
final class CpuScope implements Scope {
    final CpuScope outer;
    private final CpuEngine engine;
    private final Thread owner = Thread.currentThread();
    private final List<CpuTensor> born = new ArrayList<>();
    private boolean closed;

    CpuScope(CpuEngine engine, CpuScope outer) {
        this.engine = engine;
        this.outer = outer;
    }

    CpuTensor add(CpuTensor tensor) {
        born.add(tensor);
        return tensor;
    }

    @Override
    public Tensor keep(Tensor tensor) {
        CpuTensor t = engine.own(tensor);
        t.storage();
        t.keep();
        return t;
    }

    @Override
    public void close() {
        if (Thread.currentThread() != owner)
            throw new IllegalStateException("a scope of thread " + owner.getName() + " is closed by thread "
                    + Thread.currentThread().getName());
        if (closed) return;
        engine.leave(this);
        closed = true;
        for (CpuTensor t : born) if (!t.kept()) t.close();
        born.clear();
    }
}
