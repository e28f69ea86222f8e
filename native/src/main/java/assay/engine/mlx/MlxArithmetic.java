package assay.engine.mlx;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Tensor;

/** The part of the vocabulary that goes element by element and along an axis. */
abstract sealed class MlxArithmetic implements Engine permits MlxEngine {
    final Mlx mlx;

    MlxArithmetic(Mlx mlx) {
        this.mlx = mlx;
    }

    abstract MlxThread thread();

    abstract long handle(Tensor tensor);

    /** A tensor of the innermost scope. */
    abstract MlxTensor born(MlxThread t, long handle);

    /** The tensor that a call has left in the thread's slot. */
    abstract MlxTensor born(MlxThread t, int status);

    Tensor unary(Calls.Unary op, Tensor x) {
        MlxThread t = thread();
        return born(t, op.call(t.slot(), handle(x), t.stream));
    }

    Tensor binary(Calls.Binary op, Tensor a, Tensor b) {
        MlxThread t = thread();
        return born(t, op.call(t.slot(), handle(a), handle(b), t.stream));
    }

    private Tensor along(Calls.Along op, Tensor x, int axis, boolean flag) {
        MlxThread t = thread();
        return born(t, op.call(t.slot(), handle(x), axis, flag, t.stream));
    }

    /** A number in the type of {@code like}, so that it does not widen what it meets. */
    Tensor scalar(float value, Tensor like) {
        Tensor number = born(thread(), MlxErrors.made(mlx.newFloat.call(value)));
        return like.dtype() == DType.F32 ? number : astype(number, like.dtype());
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return binary(mlx.add, a, b);
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return binary(mlx.subtract, a, b);
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return binary(mlx.multiply, a, b);
    }

    @Override
    public Tensor divide(Tensor a, Tensor b) {
        return binary(mlx.divide, a, b);
    }

    @Override
    public Tensor maximum(Tensor a, Tensor b) {
        return binary(mlx.maximum, a, b);
    }

    @Override
    public Tensor minimum(Tensor a, Tensor b) {
        return binary(mlx.minimum, a, b);
    }

    @Override
    public Tensor add(Tensor a, float b) {
        return binary(mlx.add, a, scalar(b, a));
    }

    @Override
    public Tensor multiply(Tensor a, float b) {
        return binary(mlx.multiply, a, scalar(b, a));
    }

    @Override
    public Tensor negative(Tensor x) {
        return unary(mlx.negative, x);
    }

    @Override
    public Tensor exp(Tensor x) {
        return unary(mlx.exp, x);
    }

    @Override
    public Tensor log(Tensor x) {
        return unary(mlx.log, x);
    }

    @Override
    public Tensor sqrt(Tensor x) {
        return unary(mlx.sqrt, x);
    }

    @Override
    public Tensor rsqrt(Tensor x) {
        return unary(mlx.rsqrt, x);
    }

    @Override
    public Tensor tanh(Tensor x) {
        return unary(mlx.tanh, x);
    }

    @Override
    public Tensor sigmoid(Tensor x) {
        return unary(mlx.sigmoid, x);
    }

    @Override
    public Tensor silu(Tensor x) {
        return multiply(x, sigmoid(x));
    }

    @Override
    public Tensor geluApprox(Tensor x) {
        Tensor cubic = multiply(multiply(multiply(x, x), x), 0.044715f);
        Tensor inner = multiply(add(x, cubic), (float) Math.sqrt(2 / Math.PI));
        return multiply(multiply(x, 0.5f), add(tanh(inner), 1));
    }

    @Override
    public Tensor sum(Tensor x, int axis, boolean keepdims) {
        return along(mlx.sum, x, axis, keepdims);
    }

    @Override
    public Tensor mean(Tensor x, int axis, boolean keepdims) {
        return along(mlx.mean, x, axis, keepdims);
    }

    @Override
    public Tensor max(Tensor x, int axis, boolean keepdims) {
        return along(mlx.max, x, axis, keepdims);
    }

    @Override
    public Tensor argmax(Tensor x, int axis) {
        return astype(along(mlx.argmax, x, axis, false), DType.I32);
    }

    @Override
    public Tensor logsumexp(Tensor x, int axis, boolean keepdims) {
        return along(mlx.logsumexp, x, axis, keepdims);
    }

    /** Summed in float32 whatever the type. */
    @Override
    public Tensor softmax(Tensor x, int axis) {
        return along(mlx.softmax, x, axis, true);
    }
}
