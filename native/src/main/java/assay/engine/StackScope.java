package assay.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The bookkeeping of a scope: what was born in it, and that it is closed by the thread that opened it.
 *
 * @param <T> an engine's tensors
 */
public abstract class StackScope<T extends Tensor> implements Scope {
    private final Thread owner = Thread.currentThread();
    private final List<T> born = new ArrayList<>();
    private boolean closed;

    /** Takes a new tensor in. */
    public final T add(T tensor) {
        born.add(tensor);
        return tensor;
    }

    /** Makes the scope around this one the innermost; refuses if this one is not. */
    protected abstract void leave();

    protected abstract boolean kept(T tensor);

    @Override
    public final void close() {
        if (Thread.currentThread() != owner)
            throw new IllegalStateException("a scope of thread " + owner.getName() + " is closed by thread "
                    + Thread.currentThread().getName());
        if (closed) return;
        leave();
        closed = true;
        // newest first, so that a lazy engine need not unwind long graphs at once
        for (T tensor : born.reversed()) if (!kept(tensor)) tensor.close();
        born.clear();
    }
}
