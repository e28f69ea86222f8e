package assay.engine.mlx;

import assay.engine.DType;
import assay.engine.Mask;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Scope;
import assay.engine.Scores;
import assay.engine.Tensor;
import assay.engine.io.RawTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Apple's MLX, through mlx-c: lazy, and in MLX's own types. An operation is one downcall; shapes that do not fit are an
 * {@link assay.engine.EngineException} in MLX's words.
 */
public final class MlxEngine extends MlxArithmetic {
    private final MlxLibrary library;
    private final MlxDevice where;
    private final Precision precision;
    private final String device;
    private final ThreadLocal<MlxThread> thread;
    private final MlxAttention attention = new MlxAttention(this);
    private final MlxQuantized quantized = new MlxQuantized(this);

    /** With the types that suit the device: stored ones on a GPU, float32 on MLX's CPU, where bfloat16 is slow and wrong. */
    public MlxEngine(MlxLibrary library, MlxDevice device) {
        this(library, device, Optional.empty());
    }

    /** @param precision the types that models compute in; what suits the device if empty */
    public MlxEngine(MlxLibrary library, MlxDevice where, Optional<Precision> precision) {
        super(library.mlx);
        this.library = library;
        this.where = where;
        this.precision = precision.orElse(where == MlxDevice.GPU ? Precision.NATIVE : Precision.FLOAT32);
        MlxDevice.Info info = where.info(mlx);
        this.device = info.name() + " (" + where.label + "), " + this.precision.words;
        this.thread = ThreadLocal.withInitial(
                () -> new MlxThread(where == MlxDevice.GPU ? mlx.gpuStream.call() : mlx.cpuStream.call()));
        if (where == MlxDevice.GPU && info.workingSet() > 0) wire(info.workingSet());
    }

    /** Lets the weights stay in the GPU's reach, as mlx-lm does; older systems refuse, and then are slower, not wrong. */
    private void wire(long bytes) {
        MlxThread t = thread.get();
        mlx.setWiredLimit.call(t.slot(), bytes);
    }

    @Override
    public String name() {
        return "mlx";
    }

    @Override
    public String version() {
        return library.version();
    }

    @Override
    public String device() {
        return device;
    }

    /** Bytes that MLX's arrays take at this moment, of all engines of the process. */
    public long activeMemory() {
        MlxThread t = thread.get();
        return t.result(mlx.activeMemory.call(t.slot()));
    }

    @Override
    MlxThread thread() {
        return thread.get();
    }

    @Override
    public Scope scope() {
        MlxThread t = thread.get();
        t.innermost = new MlxScope(this, t.innermost);
        return t.innermost;
    }

    void leave(MlxScope scope) {
        MlxThread t = thread.get();
        if (t.innermost != scope)
            throw new IllegalStateException("a scope is closed before the scopes that were opened in it");
        t.innermost = scope.outer;
    }

    /** The library stays loaded; scopes and kept tensors free what they hold. */
    @Override
    public void close() {
        thread.remove();
    }

    MlxTensor own(Tensor tensor) {
        if (tensor instanceof MlxTensor t && t.engine == this) return t;
        throw new IllegalArgumentException("a tensor of another engine is given to this mlx engine");
    }

    @Override
    long handle(Tensor tensor) {
        return own(tensor).handle();
    }

    @Override
    MlxTensor born(MlxThread t, long handle) {
        if (t.innermost == null) {
            mlx.free.call(handle);
            throw new IllegalStateException("a tensor is made while no scope is open on this thread");
        }
        return t.innermost.add(new MlxTensor(this, handle));
    }

    @Override
    MlxTensor born(MlxThread t, int status) {
        return born(t, t.result(status));
    }

    @Override
    public Tensor array(float[] values, int... shape) {
        try (Arena arena = Arena.ofConfined()) {
            return data(arena.allocateFrom(ValueLayout.JAVA_FLOAT, values), values.length, DType.F32, shape);
        }
    }

    @Override
    public Tensor array(int[] values, int... shape) {
        try (Arena arena = Arena.ofConfined()) {
            return data(arena.allocateFrom(ValueLayout.JAVA_INT, values), values.length, DType.I32, shape);
        }
    }

    private MlxTensor data(MemorySegment data, long count, DType dtype, int... shape) {
        long size = 1;
        for (int n : shape) size *= n;
        if (size != count)
            throw new IllegalArgumentException(count + " values do not make shape " + Arrays.toString(shape));
        MlxThread t = thread.get();
        return born(t, MlxErrors.made(mlx.newData.call(data, t.ints(shape), shape.length, DTypes.code(dtype))));
    }

    @Override
    public Tensor zeros(int... shape) {
        MlxThread t = thread.get();
        return born(t, mlx.zeros.call(t.slot(), t.ints(shape), shape.length, DTypes.code(DType.F32), t.stream));
    }

    /** Copies out of the file, since MLX keeps its own memory. */
    @Override
    public Tensor load(RawTensor raw) {
        MlxTensor stored = data(raw.data(), raw.data().byteSize() / raw.dtype().bytes, raw.dtype(), raw.shape());
        return precision == Precision.FLOAT32 && raw.dtype().floating() ? astype(stored, DType.F32) : stored;
    }

    @Override
    public Tensor astype(Tensor x, DType dtype) {
        MlxThread t = thread.get();
        return born(t, mlx.astype.call(t.slot(), handle(x), DTypes.code(dtype), t.stream));
    }

    @Override
    public void eval(Tensor... tensors) {
        compute(mlx.eval, tensors);
    }

    @Override
    public void asyncEval(Tensor... tensors) {
        compute(mlx.asyncEval, tensors);
    }

    private void compute(Calls.Act how, Tensor... tensors) {
        long vector = vector(List.of(tensors));
        try {
            MlxErrors.check(how.call(vector));
        } finally {
            mlx.freeVector.call(vector);
        }
    }

    /** The mlx_dtype of what has no type of its own: bfloat16, MLX's habit, unless everything is float32. */
    int activations() {
        return DTypes.code(precision == Precision.FLOAT32 ? DType.F32 : DType.BF16);
    }

    private long vector(List<? extends Tensor> tensors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handles = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, tensors.size()));
            for (int i = 0; i < tensors.size(); i++)
                handles.setAtIndex(ValueLayout.JAVA_LONG, i, handle(tensors.get(i)));
            return MlxErrors.made(mlx.newVector.call(handles, tensors.size()));
        }
    }

    /** The elements in row-major order, converted to {@code dtype}, computed now. */
    @SuppressWarnings("restricted")
    <T> T read(MlxTensor tensor, DType dtype, Calls.Pointer pointer, Function<MemorySegment, T> copy) {
        try (Scope scope = scope()) {
            MlxThread t = thread.get();
            Tensor typed = tensor.dtype() == dtype ? tensor : astype(tensor, dtype);
            MlxTensor x = born(t, mlx.contiguous.call(t.slot(), handle(typed), false, t.stream));
            eval(x);
            long bytes = mlx.size.call(x.handle()) * dtype.bytes;
            return copy.apply(
                    bytes == 0 ? MemorySegment.NULL : pointer.call(x.handle()).reinterpret(bytes));
        }
    }

    @Override
    public Tensor reshape(Tensor x, int... shape) {
        MlxThread t = thread.get();
        return born(t, mlx.reshape.call(t.slot(), handle(x), t.ints(shape), shape.length, t.stream));
    }

    @Override
    public Tensor transpose(Tensor x, int... axes) {
        MlxThread t = thread.get();
        return born(t, mlx.transpose.call(t.slot(), handle(x), t.ints(axes), axes.length, t.stream));
    }

    @Override
    public Tensor slice(Tensor x, int[] start, int[] stop) {
        MlxThread t = thread.get();
        int n = start.length;
        MemorySegment from = t.ints(start);
        return born(t, mlx.slice.call(t.slot(), handle(x), from, n, t.moreInts(stop), n, t.ones, n, t.stream));
    }

    /** The handle of {@code x} is freed at once, so that MLX may write into its memory if nobody else holds it. */
    @Override
    public Tensor sliceUpdate(Tensor x, Tensor update, int... start) {
        MlxThread t = thread.get();
        MlxTensor old = own(x);
        int n = start.length;
        int[] stop = new int[n];
        for (int i = 0; i < n; i++) stop[i] = start[i] + update.dim(i);
        MemorySegment from = t.ints(start);
        MlxTensor written = born(
                t,
                mlx.sliceUpdate.call(
                        t.slot(), old.handle(), handle(update), from, n, t.moreInts(stop), n, t.ones, n, t.stream));
        if (old.kept()) written.keep();
        old.close();
        return written;
    }

    @Override
    public Tensor concatenate(List<Tensor> parts, int axis) {
        MlxThread t = thread.get();
        long vector = vector(parts);
        try {
            return born(t, mlx.concatenate.call(t.slot(), vector, axis, t.stream));
        } finally {
            mlx.freeVector.call(vector);
        }
    }

    @Override
    public Tensor take(Tensor x, Tensor indices) {
        MlxThread t = thread.get();
        return born(t, mlx.take.call(t.slot(), handle(x), handle(indices), 0, t.stream));
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        return binary(mlx.matmul, a, b);
    }

    @Override
    public Tensor linear(Tensor x, Tensor w) {
        return matmul(x, transpose(w, 1, 0));
    }

    @Override
    public Tensor quantizedMatmul(Tensor x, Packed w) {
        return quantized.matmul(x, w);
    }

    @Override
    public Tensor dequantize(Packed w) {
        return quantized.dequantize(w);
    }

    @Override
    public Packed quantize(Tensor w, Quantization q) {
        return quantized.quantize(w, q);
    }

    @Override
    public Tensor rmsNorm(Tensor x, Tensor weight, float eps) {
        MlxThread t = thread.get();
        return born(t, mlx.rmsNorm.call(t.slot(), handle(x), handle(weight), eps, t.stream));
    }

    @Override
    public Tensor rope(Tensor x, int dims, Tensor freqs, int offset) {
        MlxThread t = thread.get();
        return born(t, mlx.rope.call(t.slot(), handle(x), dims, false, 0, 1f, offset, handle(freqs), t.stream));
    }

    @Override
    public Tensor scaledDotProductAttention(Tensor q, Tensor k, Tensor v, int keys, Scores scores, Mask mask) {
        return attention.attend(q, k, v, keys, scores, mask);
    }
}
