package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Quantization;
import assay.engine.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Matrices of packed integers with a scale and a bias per group, as MLX lays them out. */
final class Quantized {
    private static final List<Integer> GROUPS = List.of(32, 64, 128);
    private static final List<Integer> BITS = List.of(2, 3, 4, 5, 6, 8);
    /** Smallest scale. */
    private static final float EPS = 1e-7f;

    private final CpuEngine engine;

    Quantized(CpuEngine engine) {
        this.engine = engine;
    }

    private static void known(Quantization q) {
        if (!GROUPS.contains(q.group()) || !BITS.contains(q.bits()))
            throw new IllegalArgumentException(q.bits() + " bits in groups of " + q.group()
                    + " are unknown; bits are one of " + BITS + ", groups one of " + GROUPS);
    }

    /** A packed matrix whose parts fit each other. */
    private record Matrix(Packing packing, int out, MemorySegment words, CpuTensor scales, CpuTensor biases) {

        static Matrix of(CpuTensor w, CpuTensor scales, CpuTensor biases, Quantization q, int lanes) {
            known(q);
            int[] shape = w.layout.shape();
            int[] groups = scales.layout.shape();
            boolean fits = shape.length == 2
                    && scales.dtype.floating()
                    && biases.dtype.floating()
                    && groups.length == 2
                    && Arrays.equals(groups, biases.layout.shape())
                    && groups[0] == shape[0]
                    && (long) shape[1] * 32 == (long) groups[1] * q.group() * q.bits();
            if (!fits || w.dtype != DType.U32 || !(w.storage() instanceof Storage.Raw raw))
                throw new IllegalArgumentException("packed " + w.dtype + Arrays.toString(shape) + " with scales "
                        + Arrays.toString(groups) + " and biases " + Arrays.toString(biases.layout.shape())
                        + " is no matrix of " + q.bits() + " bits in groups of " + q.group());
            Packing packing = Packing.of(q, Math.multiplyExact(groups[1], q.group()), lanes);
            return new Matrix(packing, shape[0], raw.bytes(), scales, biases);
        }

        long offset(int row) {
            return (long) row * packing.words() * 4;
        }

        /** Scales or biases of some rows, and zeros behind them to fill a vector. */
        float[] spread(CpuTensor from, int row, int rows, Scratch scratch, Scratch.Slot slot) {
            int groups = packing.groups();
            float[] to = scratch.get(slot, Matrices.BLOCK * groups + packing.lanes());
            from.read(row * groups, to, rows * groups, rows * groups + packing.lanes());
            return to;
        }
    }

    CpuTensor matmul(CpuTensor x, CpuTensor w, CpuTensor scales, CpuTensor biases, Quantization q) {
        Matrix m = Matrix.of(w, scales, biases, q, engine.kernels.lanes());
        Packing packing = m.packing;
        int n = packing.n();
        if (x.rank() != 2 || x.dim(1) != n)
            throw new IllegalArgumentException("quantizedMatmul of " + Arrays.toString(x.layout.shape()) + " and "
                    + q.bits() + "-bit [" + m.out + ", " + n + "] is not defined");
        int rows = x.dim(0);
        float[] y = engine.buffers.take(Layout.size(new int[] {rows, m.out}));
        int size = packing.size();
        float[] from = x.contiguous();
        int at = x.start();
        float[] arranged = engine.buffers.take(Math.multiplyExact(rows, size));
        Kernels kernels = engine.kernels;
        engine.pool.run(rows, 1, (long) rows * size, (i, j) -> {
            for (int r = i; r < j; r++) kernels.arrange(packing, from, at + r * n, arranged, r * size);
        });
        engine.pool.run(m.out, Matrices.BLOCK, (long) rows * n * m.out, (i, j) -> {
            for (int r = 0; r < rows; r += Matrices.TILE)
                for (int o = i; o < j; o += Matrices.BLOCK)
                    block(m, arranged, r, Math.min(rows - r, Matrices.TILE), o, Math.min(j - o, Matrices.BLOCK), y);
        });
        engine.buffers.give(arranged);
        return engine.born(y, rows, m.out);
    }

    /** Some rows of the matrix by some rows of x. */
    private void block(Matrix m, float[] x, int row, int rows, int out, int outs, float[] y) {
        Scratch scratch = engine.scratch.get();
        int size = m.packing.size();
        float[] work = scratch.get(Scratch.Slot.WEIGHTS, Matrices.BLOCK * size);
        float[] scales = m.spread(m.scales, out, outs, scratch, Scratch.Slot.SCALES);
        float[] biases = m.spread(m.biases, out, outs, scratch, Scratch.Slot.BIASES);
        Kernels kernels = engine.kernels;
        if (rows == 1 && row == 0) {
            kernels.packedDots(m.packing, x, m.words, m.offset(out), outs, scales, biases, y, out, work);
            return;
        }
        for (int o = 0; o < outs; o++)
            kernels.unpack(
                    m.packing, m.words, m.offset(out + o), scales, biases, o * m.packing.groups(), work, o * size);
        kernels.dots(x, row * size, size, rows, work, 0, size, outs, size, y, row * m.out + out, m.out);
    }

    CpuTensor dequantize(CpuTensor w, CpuTensor scales, CpuTensor biases, Quantization q) {
        Matrix m = Matrix.of(w, scales, biases, q, engine.kernels.lanes());
        Packing packing = m.packing;
        int n = packing.n();
        float[] y = engine.buffers.take(Layout.size(new int[] {m.out, n}));
        engine.pool.run(m.out, 1, (long) m.out * n * 4, (i, j) -> {
            Scratch scratch = engine.scratch.get();
            float[] values = scratch.get(Scratch.Slot.WEIGHTS, packing.size());
            for (int o = i; o < j; o++) {
                float[] scale = m.spread(scales, o, 1, scratch, Scratch.Slot.SCALES);
                float[] bias = m.spread(biases, o, 1, scratch, Scratch.Slot.BIASES);
                engine.kernels.unpack(packing, m.words, m.offset(o), scale, bias, 0, values, 0);
                for (int e = 0; e < n; e++) y[o * n + e] = values[packing.place(e)];
            }
        });
        return engine.born(y, m.out, n);
    }

    List<Tensor> quantize(CpuTensor w, Quantization q) {
        known(q);
        if (w.rank() != 2 || w.dim(1) % q.group() != 0 || !w.dtype.floating())
            throw new IllegalArgumentException(w.dtype + Arrays.toString(w.layout.shape())
                    + " cannot be quantized in groups of " + q.group() + " along its rows");
        int out = w.dim(0);
        int n = w.dim(1);
        int words = (int) ((long) n * q.bits() / 32);
        int groups = n / q.group();
        float[] values = w.contiguous();
        int start = w.start();
        int[] packed = new int[out * words];
        float[] scales = new float[out * groups];
        float[] biases = new float[out * groups];
        engine.pool.run(out, 1, (long) out * n * 8, (i, j) -> {
            for (int g = i * groups; g < j * groups; g++)
                quantize(
                        values,
                        start + g * q.group(),
                        q,
                        packed,
                        (int) ((long) g * q.group() * q.bits() / 32),
                        scales,
                        biases,
                        g);
        });
        return List.of(
                born(DType.U32, packed, out, words),
                born(w.dtype, scales, out, groups),
                born(w.dtype, biases, out, groups));
    }

    /** MLX's choice: the end of the range that is farther from 0 is met exactly, and 0 too. */
    private static void quantize(
            float[] w, int wo, Quantization q, int[] packed, int word, float[] scales, float[] biases, int g) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < q.group(); i++) {
            min = Math.min(min, w[wo + i]);
            max = Math.max(max, w[wo + i]);
        }
        float bins = (1 << q.bits()) - 1;
        boolean low = Math.abs(min) > Math.abs(max);
        float scale = Math.max((max - min) / bins, EPS);
        if (!low) scale = -scale;
        float edge = low ? min : max;
        float bias = 0;
        float steps = (float) Math.rint(edge / scale);
        if (steps != 0) {
            scale = edge / steps;
            bias = edge;
        }
        scales[g] = scale;
        biases[g] = bias;
        for (int i = 0; i < q.group(); i++) {
            float level = (float) Math.rint((w[wo + i] - bias) / scale);
            long value = (long) Math.clamp(level, 0, bins);
            int bit = i * q.bits();
            packed[word + bit / 32] |= (int) (value << bit % 32);
            if (bit % 32 + q.bits() > 32) packed[word + bit / 32 + 1] |= (int) (value >>> 32 - bit % 32);
        }
    }

    private CpuTensor born(DType dtype, int[] values, int rows, int columns) {
        MemorySegment bytes = Arena.ofAuto().allocate((long) values.length * 4, 64);
        for (int i = 0; i < values.length; i++) Copies.word(bytes, i * 4L, values[i]);
        return engine.born(dtype, Layout.of(rows, columns), new Storage.Raw(bytes));
    }

    private CpuTensor born(DType dtype, float[] values, int rows, int columns) {
        MemorySegment bytes = Arena.ofAuto().allocate((long) values.length * dtype.bytes, 64);
        for (int i = 0; i < values.length; i++) Copies.write(dtype, bytes, (long) i * dtype.bytes, values[i]);
        return engine.born(dtype, Layout.of(rows, columns), new Storage.Raw(bytes));
    }
}
