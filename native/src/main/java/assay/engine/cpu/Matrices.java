package assay.engine.cpu;

import java.util.Arrays;

/** Products of matrices of floats. */
final class Matrices {
    /** Rows of x that stay in the cache while the weights pass by. */
    static final int TILE = 32;
    /** Rows of a matrix widened at a time. */
    static final int BLOCK = 4;

    private final CpuEngine engine;

    Matrices(CpuEngine engine) {
        this.engine = engine;
    }

    CpuTensor matmul(CpuTensor a, CpuTensor b) {
        int[] left = a.layout.shape();
        int[] right = b.layout.shape();
        if (left.length < 2 || right.length < 2 || left[left.length - 1] != right[right.length - 2])
            throw mismatch("matmul", a, b);
        int m = left[left.length - 2];
        int k = left[left.length - 1];
        int n = right[right.length - 1];
        int[] batch = Layout.broadcast(Arrays.copyOf(left, left.length - 2), Arrays.copyOf(right, right.length - 2));
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = m;
        shape[batch.length + 1] = n;
        int size = Layout.size(shape);
        float[] x = a.contiguous();
        float[] w = b.contiguous();
        int[] xs = starts(a.start(), left, batch);
        int[] ws = starts(b.start(), right, batch);
        float[] y = engine.buffers.take(size);
        engine.pool.run(xs.length * m, 1, (long) size * k, (i, j) -> {
            for (int r = i; r < j; r++)
                engine.kernels.combine(x, xs[r / m] + r % m * k, k, w, ws[r / m], n, y, r * n, n);
        });
        return engine.born(y, shape);
    }

    /** Where the matrices of a batch begin, as {@code batch} repeats them. */
    private static int[] starts(int start, int[] shape, int[] batch) {
        int[] outer = Arrays.copyOf(shape, shape.length - 2);
        int matrix = shape[shape.length - 2] * shape[shape.length - 1];
        int[] wide = Arrays.copyOf(batch, batch.length + 1);
        wide[batch.length] = 1;
        int[] own = Arrays.copyOf(outer, outer.length + 1);
        own[outer.length] = 1;
        int[] at = Layout.of(own).expand(wide).rows();
        for (int i = 0; i < at.length; i++) at[i] = start + at[i] * matrix;
        return at;
    }

    CpuTensor linear(CpuTensor x, CpuTensor w) {
        if (x.rank() != 2 || w.rank() != 2 || x.dim(1) != w.dim(1) || !w.dtype.floating())
            throw mismatch("linear", x, w);
        int rows = x.dim(0);
        int in = x.dim(1);
        int out = w.dim(0);
        float[] y = engine.buffers.take(Layout.size(new int[] {rows, out}));
        float[] from = x.contiguous();
        int at = x.start();
        Kernels kernels = engine.kernels;
        Range dots =
                switch (w.storage()) {
                    case Storage.Raw raw ->
                        (o, outs, r, count) -> {
                            float[] block = engine.scratch.get().get(Scratch.Slot.WEIGHTS, BLOCK * in);
                            kernels.widen(w.dtype, raw.bytes(), (long) o * in * w.dtype.bytes, block, 0, outs * in);
                            kernels.dots(from, at + r * in, in, count, block, 0, in, outs, in, y, r * out + o, out);
                        };
                    case Storage.Floats _, Storage.Ints _ -> {
                        float[] all = w.contiguous();
                        int start = w.start();
                        yield (o, outs, r, count) -> kernels.dots(
                                from, at + r * in, in, count, all, start + o * in, in, outs, in, y, r * out + o, out);
                    }
                };
        engine.pool.run(out, BLOCK, (long) rows * in * out, (i, j) -> {
            for (int r = 0; r < rows; r += TILE)
                for (int o = i; o < j; o += BLOCK) dots.apply(o, Math.min(BLOCK, j - o), r, Math.min(TILE, rows - r));
        });
        return engine.born(y, rows, out);
    }

    /** Some rows of w by some rows of x. */
    private interface Range {
        void apply(int out, int outs, int row, int rows);
    }

    private static IllegalArgumentException mismatch(String op, CpuTensor a, CpuTensor b) {
        return new IllegalArgumentException(op + " of " + a.dtype + Arrays.toString(a.layout.shape()) + " and "
                + b.dtype + Arrays.toString(b.layout.shape()) + " is not defined");
    }
}
