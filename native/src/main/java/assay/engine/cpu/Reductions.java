package assay.engine.cpu;

import assay.engine.DType;
import java.util.Arrays;

/** Operations along one axis. */
final class Reductions {
    /** An exponential costs about this many multiply-adds. */
    private static final int COST = 8;

    private final CpuEngine engine;

    Reductions(CpuEngine engine) {
        this.engine = engine;
    }

    /** Runs along an axis, moved to the end and without gaps. */
    private record Runs(float[] values, int start, int count, int length, int[] moved) {
        int at(int run) {
            return start + run * length;
        }

        /** The shape with the axis gone or 1. */
        int[] reduced(int[] shape, int axis, boolean keepdims) {
            int[] to = shape.clone();
            to[axis] = 1;
            if (keepdims) return to;
            System.arraycopy(to, axis + 1, to, axis, to.length - axis - 1);
            return Arrays.copyOf(to, to.length - 1);
        }
    }

    private Runs runs(CpuTensor x, int axis) {
        int[] shape = x.layout.shape();
        int length = shape[axis];
        int count = length == 0 ? 0 : x.layout.size() / length;
        if (axis == shape.length - 1) return new Runs(x.contiguous(), x.start(), count, length, null);
        Layout moved = x.view().transpose(last(axis, shape.length));
        return new Runs(
                Copies.gather(x.strided(), moved, engine.buffers.take(moved.size())), 0, count, length, moved.shape());
    }

    /** Axes in order, but {@code axis} at the end. */
    private static int[] last(int axis, int rank) {
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) axes[i] = i < axis ? i : i + 1;
        axes[rank - 1] = axis;
        return axes;
    }

    private interface RunToFloat {
        float apply(float[] values, int at, int n);
    }

    private CpuTensor reduce(CpuTensor x, int axis, boolean keepdims, int cost, RunToFloat f) {
        int a = Layout.axis(axis, x.layout.shape());
        Runs runs = nonEmpty(x, a);
        float[] to = engine.buffers.take(runs.count);
        engine.pool.run(runs.count, 1, (long) runs.count * runs.length * cost, (i, j) -> {
            for (int r = i; r < j; r++) to[r] = f.apply(runs.values, runs.at(r), runs.length);
        });
        return engine.born(to, runs.reduced(x.layout.shape(), a, keepdims));
    }

    private Runs nonEmpty(CpuTensor x, int axis) {
        if (x.layout.shape()[axis] == 0)
            throw new IllegalArgumentException(
                    "axis " + axis + " of shape " + Arrays.toString(x.layout.shape()) + " has nothing to reduce");
        return runs(x, axis);
    }

    CpuTensor sum(CpuTensor x, int axis, boolean keepdims) {
        return reduce(x, axis, keepdims, 1, engine.kernels::sum);
    }

    CpuTensor mean(CpuTensor x, int axis, boolean keepdims) {
        return reduce(x, axis, keepdims, 1, (v, at, n) -> engine.kernels.sum(v, at, n) / n);
    }

    CpuTensor max(CpuTensor x, int axis, boolean keepdims) {
        return reduce(x, axis, keepdims, 1, engine.kernels::max);
    }

    CpuTensor logsumexp(CpuTensor x, int axis, boolean keepdims) {
        return reduce(x, axis, keepdims, COST, (v, at, n) -> {
            float max = engine.kernels.max(v, at, n);
            if (Float.isInfinite(max)) return max;
            float[] e = engine.scratch.get().get(Scratch.Slot.SCORES, n);
            return max + Functions.log(engine.kernels.expSum(v, at, max, e, 0, n));
        });
    }

    CpuTensor argmax(CpuTensor x, int axis) {
        int a = Layout.axis(axis, x.layout.shape());
        Runs runs = nonEmpty(x, a);
        int[] to = new int[runs.count];
        engine.pool.run(runs.count, 1, (long) runs.count * runs.length, (i, j) -> {
            for (int r = i; r < j; r++) to[r] = largest(runs.values, runs.at(r), runs.length);
        });
        return engine.born(DType.I32, Layout.of(runs.reduced(x.layout.shape(), a, false)), new Storage.Ints(to));
    }

    /** The lowest index of the largest element; of the first NaN if there is one. */
    private int largest(float[] x, int xo, int n) {
        float max = engine.kernels.max(x, xo, n);
        boolean nan = max != max;
        for (int i = 0; i < n; i++) if (nan ? x[xo + i] != x[xo + i] : x[xo + i] == max) return i;
        return 0;
    }

    CpuTensor softmax(CpuTensor x, int axis) {
        int[] shape = x.layout.shape();
        int a = Layout.axis(axis, shape);
        Runs runs = runs(x, a);
        float[] to = engine.buffers.take(x.layout.size());
        engine.pool.run(runs.count, 1, (long) runs.count * runs.length * COST, (i, j) -> {
            for (int r = i; r < j; r++) softmax(runs.values, runs.at(r), to, r * runs.length, runs.length);
        });
        if (runs.moved == null) return engine.born(to, shape);
        float[] back = engine.buffers.take(x.layout.size());
        Copies.scatter(to, Layout.of(runs.moved), back, Layout.of(shape).transpose(last(a, shape.length)));
        return engine.born(back, shape);
    }

    private void softmax(float[] x, int xo, float[] y, int yo, int n) {
        float max = engine.kernels.max(x, xo, n);
        float sum = engine.kernels.expSum(x, xo, max, y, yo, n);
        engine.kernels.right(Binary.DIVIDE, y, yo, sum, y, yo, n);
    }

    CpuTensor rmsNorm(CpuTensor x, CpuTensor weight, float eps) {
        int[] shape = x.layout.shape();
        int n = x.layout.run();
        if (shape.length == 0 || weight.rank() != 1 || weight.dim(0) != n)
            throw new IllegalArgumentException("rmsNorm weight of shape " + Arrays.toString(weight.layout.shape())
                    + " does not fit shape " + Arrays.toString(shape));
        float[] from = x.contiguous();
        int at = x.start();
        float[] w = weight.contiguous();
        int wo = weight.start();
        int rows = n == 0 ? 0 : x.layout.size() / n;
        float[] to = engine.buffers.take(rows * n);
        engine.pool.run(rows, 1, 2L * rows * n, (i, j) -> {
            for (int r = i; r < j; r++) engine.kernels.rmsNorm(from, at + r * n, w, wo, eps, to, r * n, n);
        });
        return engine.born(to, shape);
    }
}
