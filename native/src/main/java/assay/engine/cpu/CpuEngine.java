package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Mask;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Scope;
import assay.engine.Scores;
import assay.engine.Tensor;
import assay.engine.io.RawTensor;
import java.util.Arrays;
import java.util.List;

/**
 * Computes at once, in float32, on the processor's vector units. Stored weights are read where they lie. A result
 * depends neither on the number of threads nor on what else is in the batch, bit for bit.
 */
public final class CpuEngine implements Engine {
    /** Dead arrays to hold for reuse, in floats: 256 MiB. */
    private static final long HELD = 1L << 26;

    final Kernels kernels;
    final Pool pool;
    final Buffers buffers = new Buffers(HELD);
    final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final ThreadLocal<CpuScope> innermost = new ThreadLocal<>();
    private final Shapes shapes = new Shapes(this);
    private final Elementwise elementwise = new Elementwise(this);
    private final Reductions reductions = new Reductions(this);
    private final Matrices matrices = new Matrices(this);
    private final Quantized quantized = new Quantized(this);
    private final Attention attention = new Attention(this);

    /** With as many threads as {@code -Dassay.threads} says, or else as there are processors. */
    public CpuEngine() {
        this(Integer.getInteger("assay.threads", Runtime.getRuntime().availableProcessors()));
    }

    /** @param threads at least 1 */
    public CpuEngine(int threads) {
        this(threads, best());
    }

    CpuEngine(int threads, Kernels kernels) {
        this.kernels = kernels;
        this.pool = new Pool(threads);
    }

    private static Kernels best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new VectorKernels()
                : new ScalarKernels(8);
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String version() {
        return Runtime.version().toString();
    }

    @Override
    public String device() {
        return pool.threads() + (pool.threads() == 1 ? " thread, " : " threads, ") + kernels.describe();
    }

    @Override
    public Scope scope() {
        CpuScope scope = new CpuScope(this, innermost.get());
        innermost.set(scope);
        return scope;
    }

    void leave(CpuScope scope) {
        if (innermost.get() != scope)
            throw new IllegalStateException("a scope is closed before the scopes that were opened in it");
        innermost.set(scope.outer);
    }

    @Override
    public void close() {
        pool.close();
    }

    CpuTensor own(Tensor tensor) {
        if (tensor instanceof CpuTensor t && t.engine == this) return t;
        throw new IllegalArgumentException("a tensor of another engine is given to this cpu engine");
    }

    CpuTensor born(DType dtype, Layout layout, Storage storage) {
        CpuScope scope = innermost.get();
        if (scope == null) throw new IllegalStateException("a tensor is made while no scope is open on this thread");
        return scope.add(new CpuTensor(this, dtype, layout, storage));
    }

    /** @param values at least as many as {@code shape} holds */
    CpuTensor born(float[] values, int... shape) {
        return born(DType.F32, Layout.of(shape), new Storage.Floats(values));
    }

    @Override
    public Tensor array(float[] values, int... shape) {
        return born(Arrays.copyOf(values, expect(values.length, shape)), shape.clone());
    }

    @Override
    public Tensor array(int[] values, int... shape) {
        expect(values.length, shape);
        return born(DType.I32, Layout.of(shape.clone()), new Storage.Ints(values.clone()));
    }

    private static int expect(int count, int[] shape) {
        if (Layout.size(shape) != count)
            throw new IllegalArgumentException(count + " values do not make shape " + Arrays.toString(shape));
        return count;
    }

    @Override
    public Tensor zeros(int... shape) {
        return born(new float[Layout.size(shape)], shape.clone());
    }

    @Override
    public Tensor load(RawTensor raw) {
        return shapes.load(raw);
    }

    @Override
    public Tensor astype(Tensor x, DType dtype) {
        return shapes.astype(own(x), dtype);
    }

    @Override
    public void eval(Tensor... tensors) {
        for (Tensor t : tensors) own(t).storage();
    }

    @Override
    public void asyncEval(Tensor... tensors) {
        eval(tensors);
    }

    @Override
    public Tensor reshape(Tensor x, int... shape) {
        return shapes.reshape(own(x), shape);
    }

    @Override
    public Tensor transpose(Tensor x, int... axes) {
        return shapes.transpose(own(x), axes);
    }

    @Override
    public Tensor slice(Tensor x, int[] start, int[] stop) {
        return shapes.slice(own(x), start, stop);
    }

    @Override
    public Tensor sliceUpdate(Tensor x, Tensor update, int... start) {
        return shapes.sliceUpdate(own(x), own(update), start);
    }

    @Override
    public Tensor concatenate(List<Tensor> parts, int axis) {
        return shapes.concatenate(parts.stream().map(this::own).toList(), axis);
    }

    @Override
    public Tensor take(Tensor x, Tensor indices) {
        return shapes.take(own(x), own(indices));
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return elementwise.binary(Binary.ADD, own(a), own(b));
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return elementwise.binary(Binary.SUBTRACT, own(a), own(b));
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return elementwise.binary(Binary.MULTIPLY, own(a), own(b));
    }

    @Override
    public Tensor divide(Tensor a, Tensor b) {
        return elementwise.binary(Binary.DIVIDE, own(a), own(b));
    }

    @Override
    public Tensor maximum(Tensor a, Tensor b) {
        return elementwise.binary(Binary.MAXIMUM, own(a), own(b));
    }

    @Override
    public Tensor minimum(Tensor a, Tensor b) {
        return elementwise.binary(Binary.MINIMUM, own(a), own(b));
    }

    @Override
    public Tensor add(Tensor a, float b) {
        return elementwise.binary(Binary.ADD, own(a), b);
    }

    @Override
    public Tensor multiply(Tensor a, float b) {
        return elementwise.binary(Binary.MULTIPLY, own(a), b);
    }

    @Override
    public Tensor negative(Tensor x) {
        return elementwise.unary(Unary.NEGATIVE, own(x));
    }

    @Override
    public Tensor exp(Tensor x) {
        return elementwise.unary(Unary.EXP, own(x));
    }

    @Override
    public Tensor log(Tensor x) {
        return elementwise.unary(Unary.LOG, own(x));
    }

    @Override
    public Tensor sqrt(Tensor x) {
        return elementwise.unary(Unary.SQRT, own(x));
    }

    @Override
    public Tensor rsqrt(Tensor x) {
        return elementwise.unary(Unary.RSQRT, own(x));
    }

    @Override
    public Tensor tanh(Tensor x) {
        return elementwise.unary(Unary.TANH, own(x));
    }

    @Override
    public Tensor sigmoid(Tensor x) {
        return elementwise.unary(Unary.SIGMOID, own(x));
    }

    @Override
    public Tensor silu(Tensor x) {
        return elementwise.unary(Unary.SILU, own(x));
    }

    @Override
    public Tensor geluApprox(Tensor x) {
        return elementwise.unary(Unary.GELU, own(x));
    }

    @Override
    public Tensor sum(Tensor x, int axis, boolean keepdims) {
        return reductions.sum(own(x), axis, keepdims);
    }

    @Override
    public Tensor mean(Tensor x, int axis, boolean keepdims) {
        return reductions.mean(own(x), axis, keepdims);
    }

    @Override
    public Tensor max(Tensor x, int axis, boolean keepdims) {
        return reductions.max(own(x), axis, keepdims);
    }

    @Override
    public Tensor argmax(Tensor x, int axis) {
        return reductions.argmax(own(x), axis);
    }

    @Override
    public Tensor logsumexp(Tensor x, int axis, boolean keepdims) {
        return reductions.logsumexp(own(x), axis, keepdims);
    }

    @Override
    public Tensor softmax(Tensor x, int axis) {
        return reductions.softmax(own(x), axis);
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        return matrices.matmul(own(a), own(b));
    }

    @Override
    public Tensor linear(Tensor x, Tensor w) {
        return matrices.linear(own(x), own(w));
    }

    @Override
    public Tensor quantizedMatmul(Tensor x, Packed w) {
        return quantized.matmul(own(x), w);
    }

    @Override
    public Tensor dequantize(Packed w) {
        return quantized.dequantize(w);
    }

    @Override
    public Packed quantize(Tensor w, Quantization q) {
        return quantized.quantize(own(w), q);
    }

    @Override
    public Tensor rmsNorm(Tensor x, Tensor weight, float eps) {
        return reductions.rmsNorm(own(x), own(weight), eps);
    }

    @Override
    public Tensor rope(Tensor x, int dims, Tensor freqs, int offset) {
        return attention.rope(own(x), dims, own(freqs), offset);
    }

    @Override
    public Tensor scaledDotProductAttention(Tensor q, Tensor k, Tensor v, int keys, Scores scores, Mask mask) {
        return attention.attend(own(q), own(k), own(v), keys, scores, mask);
    }
}
