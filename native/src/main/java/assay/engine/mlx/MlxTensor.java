package assay.engine.mlx;

import assay.engine.DType;
import assay.engine.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A handle of MLX: computed when its values are first read. */
final class MlxTensor implements Tensor {
    final MlxEngine engine;
    private long handle;
    private int[] shape;
    private DType dtype;
    private boolean kept;

    MlxTensor(MlxEngine engine, long handle) {
        this.engine = engine;
        this.handle = handle;
    }

    long handle() {
        if (handle == 0) throw new IllegalStateException("a tensor is used after its scope was closed");
        return handle;
    }

    @Override
    public int[] shape() {
        return known().clone();
    }

    @Override
    public int dim(int axis) {
        int[] s = known();
        return s[axis < 0 ? s.length + axis : axis];
    }

    @Override
    public int rank() {
        return known().length;
    }

    @SuppressWarnings("restricted")
    private int[] known() {
        if (shape == null) {
            int rank = Math.toIntExact(engine.mlx.ndim.call(handle()));
            shape = rank == 0
                    ? new int[0]
                    : engine.mlx.shape.call(handle).reinterpret(4L * rank).toArray(ValueLayout.JAVA_INT);
        }
        return shape;
    }

    @Override
    public DType dtype() {
        if (dtype == null) dtype = DTypes.of(engine.mlx.dtype.call(handle()));
        return dtype;
    }

    @Override
    public float[] floats() {
        return engine.read(this, DType.F32, engine.mlx.floats, data -> data.toArray(ValueLayout.JAVA_FLOAT));
    }

    @Override
    public int[] ints() {
        return switch (dtype()) {
            case I32 -> engine.read(this, DType.I32, engine.mlx.ints, data -> data.toArray(ValueLayout.JAVA_INT));
            case U32 -> engine.read(this, DType.U32, engine.mlx.words, data -> data.toArray(ValueLayout.JAVA_INT));
            case U8 -> engine.read(this, DType.U8, engine.mlx.bytes, MlxTensor::unsigned);
            case F32, F16, BF16 -> throw new IllegalArgumentException("a tensor of " + dtype + " has no integers");
        };
    }

    private static int[] unsigned(MemorySegment data) {
        int[] values = new int[Math.toIntExact(data.byteSize())];
        for (int i = 0; i < values.length; i++) values[i] = data.get(ValueLayout.JAVA_BYTE, i) & 0xFF;
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
        long h = handle;
        handle = 0;
        if (h != 0) MlxErrors.check(engine.mlx.free.call(h));
    }
}
