package assay.engine.mlx;

import assay.engine.Scope;
import assay.engine.Tensor;
import java.util.Arrays;

/** The handles born since it was opened on its thread; freed by that thread. */
final class MlxScope implements Scope {
    final MlxScope outer;
    private final MlxEngine engine;
    private final Thread owner = Thread.currentThread();
    private MlxTensor[] born = new MlxTensor[64];
    private int count;
    private boolean closed;

    MlxScope(MlxEngine engine, MlxScope outer) {
        this.engine = engine;
        this.outer = outer;
    }

    MlxTensor add(MlxTensor tensor) {
        if (count == born.length) born = Arrays.copyOf(born, 2 * count);
        born[count++] = tensor;
        return tensor;
    }

    @Override
    public Tensor keep(Tensor tensor) {
        MlxTensor t = engine.own(tensor);
        t.handle();
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
        // Newest first, so that MLX need not unwind long graphs at once.
        for (int i = count - 1; i >= 0; i--) if (!born[i].kept()) born[i].close();
        born = null;
    }
}
