package assay.engine.cpu;

import java.util.Arrays;

/** Operations element by element, broadcast as in numpy. */
final class Elementwise {
    /** An element of a function costs about this many multiply-adds. */
    private static final int COST = 8;

    private final CpuEngine engine;

    Elementwise(CpuEngine engine) {
        this.engine = engine;
    }

    CpuTensor unary(Unary op, CpuTensor x) {
        float[] from = x.contiguous();
        int at = x.start();
        int n = x.layout.size();
        float[] to = engine.buffers.take(n);
        engine.pool.run(n, 1024, (long) n * COST, (i, j) -> engine.kernels.unary(op, from, at + i, to, i, j - i));
        return engine.born(to, x.layout.shape());
    }

    CpuTensor binary(Binary op, CpuTensor a, float b) {
        float[] from = a.contiguous();
        int at = a.start();
        int n = a.layout.size();
        float[] to = engine.buffers.take(n);
        engine.pool.run(n, 1024, n, (i, j) -> engine.kernels.right(op, from, at + i, b, to, i, j - i));
        return engine.born(to, a.layout.shape());
    }

    CpuTensor binary(Binary op, CpuTensor a, CpuTensor b) {
        float[] left = a.strided();
        float[] right = b.strided();
        Layout x = a.view();
        Layout y = b.view();
        int n;
        if (x.contiguous() && y.contiguous() && Arrays.equals(x.shape(), y.shape())) {
            n = x.size();
            float[] to = engine.buffers.take(n);
            int ao = x.offset();
            int bo = y.offset();
            engine.pool.run(n, 1024, n, (i, j) -> engine.kernels.binary(op, left, ao + i, right, bo + i, to, i, j - i));
            return engine.born(to, x.shape());
        }
        int[] shape = Layout.broadcast(x.shape(), y.shape());
        n = Layout.size(shape);
        float[] to = engine.buffers.take(n);
        Side first = Side.of(left, x, shape);
        Side second = Side.of(right, y, shape);
        int run = Layout.of(shape).run();
        if (n > 0)
            engine.pool.run(n / run, 1, n, (i, j) -> {
                for (int r = i; r < j; r++)
                    engine.kernels.binary(
                            op,
                            first.values,
                            first.rows[r],
                            first.step,
                            second.values,
                            second.rows[r],
                            second.step,
                            to,
                            r * run,
                            run);
            });
        return engine.born(to, shape);
    }

    /** One operand as runs along the last axis of the result, its elements 1 or 0 apart. */
    private record Side(float[] values, int[] rows, int step) {
        static Side of(float[] values, Layout layout, int[] shape) {
            Layout wide = layout.expand(shape);
            if (wide.step() <= 1) return new Side(values, wide.rows(), wide.step());
            Layout packed = Layout.of(layout.shape());
            float[] copy = Copies.gather(values, layout, new float[layout.size()]);
            wide = packed.expand(shape);
            return new Side(copy, wide.rows(), wide.step());
        }
    }
}
