package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** An array on the heap, a view of one, or a stored array outside it. */
final class CpuTensor implements Tensor {
    /** A widened copy of a stored tensor is remembered up to this size: norm weights and biases, never matrices. */
    private static final int SMALL = 1 << 14;

    final CpuEngine engine;
    final DType dtype;
    final Layout layout;
    private Storage storage;
    private float[] widened;
    private boolean kept;

    CpuTensor(CpuEngine engine, DType dtype, Layout layout, Storage storage) {
        this.engine = engine;
        this.dtype = dtype;
        this.layout = layout;
        this.storage = storage;
    }

    Storage storage() {
        Storage s = storage;
        if (s == null)
            throw new IllegalStateException(
                    "a tensor of shape " + Arrays.toString(layout.shape()) + " is used after its scope was closed");
        return s;
    }

    @Override
    public int[] shape() {
        return layout.shape().clone();
    }

    @Override
    public int dim(int axis) {
        return layout.shape()[axis < 0 ? layout.shape().length + axis : axis];
    }

    @Override
    public int rank() {
        return layout.shape().length;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public float[] floats() {
        float[] values = contiguous();
        int size = layout.size();
        int at = start();
        return Arrays.copyOfRange(values, at, at + size);
    }

    @Override
    public int[] ints() {
        return switch (storage()) {
            case Storage.Ints i -> i.values().clone();
            case Storage.Raw r when dtype == DType.U32 -> Copies.words(r.bytes());
            case Storage.Raw r when dtype == DType.U8 -> Copies.bytes(r.bytes());
            case Storage.Raw _, Storage.Floats _ ->
                throw new IllegalArgumentException("a tensor of " + dtype + " has no integers");
        };
    }

    /** The elements widened to float32 in row-major order from {@link #start}; not to be written to. */
    float[] contiguous() {
        return switch (storage()) {
            case Storage.Floats f when layout.contiguous() -> f.values;
            case Storage.Floats f -> Copies.gather(f.values, layout, new float[layout.size()]);
            case Storage.Ints i -> Copies.floats(i.values());
            case Storage.Raw r -> widen(r.bytes());
        };
    }

    /** Where {@link #contiguous} begins. */
    int start() {
        return storage() instanceof Storage.Floats && layout.contiguous() ? layout.offset() : 0;
    }

    /** Float32 elements as they lie in {@link #strided}; stored ones are widened first. */
    Layout view() {
        return storage() instanceof Storage.Floats ? layout : Layout.of(layout.shape());
    }

    /** What {@link #view} describes. */
    float[] strided() {
        return storage() instanceof Storage.Floats f ? f.values : contiguous();
    }

    /** Some elements in row-major order, widened to float32 and filled up with zeros to {@code size}. */
    void read(int from, float[] to, int n, int size) {
        if (storage() instanceof Storage.Raw r)
            engine.kernels.widenPadded(dtype, r.bytes(), (long) from * dtype.bytes, to, n, size);
        else {
            System.arraycopy(contiguous(), start() + from, to, 0, n);
            Arrays.fill(to, n, size, 0);
        }
    }

    private float[] widen(MemorySegment bytes) {
        if (widened != null) return widened;
        float[] values = new float[layout.size()];
        engine.kernels.widen(dtype, bytes, 0, values, 0, values.length);
        if (values.length <= SMALL) widened = values;
        return values;
    }

    boolean kept() {
        return kept;
    }

    void keep() {
        kept = true;
    }

    @Override
    public void close() {
        Storage s = storage;
        storage = null;
        widened = null;
        if (s instanceof Storage.Floats f && f.release()) engine.buffers.give(f.values);
    }
}
