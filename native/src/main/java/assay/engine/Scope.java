package assay.engine;

/**
 * A lifetime: closing it frees every tensor that was born in it and not kept. Scopes of one thread nest like a stack;
 * each is closed by the thread that opened it, innermost first.
 */
public interface Scope extends AutoCloseable {

    /** Takes {@code tensor} out of this scope; from then on it lives until its own {@link Tensor#close}. */
    Tensor keep(Tensor tensor);

    @Override
    void close();
}
