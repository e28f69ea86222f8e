package assay.engine;

import assay.engine.io.RawTensor;
import java.util.List;

/**
 * A device that computes: a small vocabulary of array operations, named as MLX names them.
 *
 * <p>Element-wise operations broadcast as in numpy. Negative axes count from the end. Operations take float tensors of
 * any float type; the CPU engine's results are float32, MLX's follow its promotion rules. Shapes that do not fit are an
 * {@link IllegalArgumentException} that names both. An engine is passed in, never looked up; several can live at once.
 */
public interface Engine extends AutoCloseable {

    /** {@code cpu} or {@code mlx}. */
    String name();

    String version();

    /** For people and run records, e.g. {@code 2 threads, 512-bit vectors}. */
    String device();

    /** Opens a lifetime on this thread. */
    Scope scope();

    @Override
    void close();

    // Making

    Tensor array(float[] values, int... shape);

    Tensor array(int[] values, int... shape);

    Tensor zeros(int... shape);

    /** A stored tensor, in its stored type; may read the mapped file for as long as the tensor lives. */
    Tensor load(RawTensor raw);

    Tensor astype(Tensor x, DType dtype);

    /** Computes everything pending in these tensors; on an eager engine nothing. */
    void eval(Tensor... tensors);

    /** Starts to compute everything pending in these tensors and does not wait; on an eager engine nothing. */
    void asyncEval(Tensor... tensors);

    // Shape

    /** One dimension may be -1. */
    Tensor reshape(Tensor x, int... shape);

    Tensor transpose(Tensor x, int... axes);

    /** Elements {@code start[i] <= index < stop[i]} of every axis. */
    Tensor slice(Tensor x, int[] start, int[] stop);

    /**
     * {@code x} with {@code update} written at {@code start}. {@code x} is given away: it must not be used afterwards,
     * since the engine may write in place. If {@code x} was kept by its holder, so is the result.
     */
    Tensor sliceUpdate(Tensor x, Tensor update, int... start);

    Tensor concatenate(List<Tensor> parts, int axis);

    /** Rows of axis 0 by an integer tensor of indices: [n, ...] and [k] give [k, ...]. */
    Tensor take(Tensor x, Tensor indices);

    // Element by element

    Tensor add(Tensor a, Tensor b);

    Tensor subtract(Tensor a, Tensor b);

    Tensor multiply(Tensor a, Tensor b);

    Tensor divide(Tensor a, Tensor b);

    Tensor maximum(Tensor a, Tensor b);

    Tensor minimum(Tensor a, Tensor b);

    Tensor add(Tensor a, float b);

    Tensor multiply(Tensor a, float b);

    Tensor negative(Tensor x);

    Tensor exp(Tensor x);

    Tensor log(Tensor x);

    Tensor sqrt(Tensor x);

    Tensor rsqrt(Tensor x);

    Tensor tanh(Tensor x);

    Tensor sigmoid(Tensor x);

    /** {@code x * sigmoid(x)}. */
    Tensor silu(Tensor x);

    /** The tanh approximation of GELU. */
    Tensor geluApprox(Tensor x);

    // Along an axis

    Tensor sum(Tensor x, int axis, boolean keepdims);

    Tensor mean(Tensor x, int axis, boolean keepdims);

    Tensor max(Tensor x, int axis, boolean keepdims);

    /** The lowest index of the largest element, as int32. */
    Tensor argmax(Tensor x, int axis);

    Tensor logsumexp(Tensor x, int axis, boolean keepdims);

    Tensor softmax(Tensor x, int axis);

    // Linear algebra

    /** [..., m, k] by [..., k, n]; batch axes broadcast. */
    Tensor matmul(Tensor a, Tensor b);

    /** {@code x @ w.T} for a stored matrix: [rows, in] and [out, in] give [rows, out]. A row's result depends on that row alone, bit for bit. */
    Tensor linear(Tensor x, Tensor w);

    /**
     * {@code x @ dequantize(w).T}: [rows, in] and packed [out, in] give [rows, out]. A row's result depends on that row
     * alone, bit for bit.
     */
    Tensor quantizedMatmul(Tensor x, Packed w);

    /** Unpacked: [out, in] float32 (CPU) or the type of the scales, bfloat16 for mxfp4 (MLX). */
    Tensor dequantize(Packed w);

    /** Packs [out, in] as MLX does; {@code in} is a multiple of the group. */
    Packed quantize(Tensor w, Quantization q);

    // Fast

    /** Over the last axis: {@code x / sqrt(mean(x^2) + eps) * weight}. */
    Tensor rmsNorm(Tensor x, Tensor weight, float eps);

    /**
     * Rotary positions, half-split pairs, on the first {@code dims} elements of the last axis of [batch, heads, T, d];
     * position t is {@code offset + t}.
     *
     * @param freqs [dims / 2] wavelengths over 2 pi: the angle of pair i is position / freqs[i]
     */
    Tensor rope(Tensor x, int dims, Tensor freqs, int offset);

    /**
     * softmax({@link Scores scores} + mask) v, in float32: q [batch, heads, T, d], k and v [batch, kvHeads, S, d], heads a
     * multiple of kvHeads; gives [batch, heads, T, d]. A query's result depends on its own sequence alone, bit for bit,
     * and not on T or S.
     *
     * @param keys how many of the S positions exist, T included; the rest of a cache's slab is not read
     */
    Tensor scaledDotProductAttention(Tensor q, Tensor k, Tensor v, int keys, Scores scores, Mask mask);
}
