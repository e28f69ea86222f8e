package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Quantization.Mode;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Products with packed matrices, as MLX lays them out. */
final class Quantized {
    private static final List<Integer> GROUPS = List.of(32, 64, 128);
    private static final List<Integer> BITS = List.of(2, 3, 4, 5, 6, 8);

    private final CpuEngine engine;

    Quantized(CpuEngine engine) {
        this.engine = engine;
    }

    private static void known(Quantization q) {
        switch (q.mode()) {
            case AFFINE -> {
                if (!GROUPS.contains(q.group()) || !BITS.contains(q.bits()))
                    throw new IllegalArgumentException(q.bits() + " bits in groups of " + q.group()
                            + " are unknown; bits are one of " + BITS + ", groups one of " + GROUPS);
            }
            case MXFP4 -> {
                if (q.group() != Float4.GROUP || q.bits() != 4)
                    throw new IllegalArgumentException(q.bits() + " bits in groups of " + q.group()
                            + " are no mxfp4, which has 4 bits in groups of " + Float4.GROUP);
            }
        }
    }

    /** A packed matrix whose parts fit each other. */
    private record Matrix(Packing packing, int out, MemorySegment words, CpuTensor scales, Optional<CpuTensor> biases) {

        static Matrix of(Packed packed, CpuEngine engine) {
            Quantization q = packed.how();
            known(q);
            CpuTensor w = engine.own(packed.weight());
            CpuTensor scales = engine.own(packed.scales());
            Optional<CpuTensor> biases = packed.biases().map(engine::own);
            int[] shape = w.layout.shape();
            int[] groups = scales.layout.shape();
            boolean typed =
                    switch (q.mode()) {
                        case AFFINE ->
                            scales.dtype.floating()
                                    && biases.isPresent()
                                    && biases.get().dtype.floating()
                                    && Arrays.equals(groups, biases.get().layout.shape());
                        case MXFP4 -> scales.dtype == DType.U8 && biases.isEmpty();
                    };
            boolean fits = typed
                    && shape.length == 2
                    && groups.length == 2
                    && groups[0] == shape[0]
                    && (long) shape[1] * 32 == (long) groups[1] * q.group() * q.bits();
            if (!fits || w.dtype != DType.U32 || !(w.storage() instanceof Storage.Raw raw))
                throw new IllegalArgumentException("packed " + w.dtype + Arrays.toString(shape) + " with scales "
                        + scales.dtype + Arrays.toString(groups)
                        + biases.map(b -> " and biases " + b.dtype + Arrays.toString(b.layout.shape()))
                                .orElse("")
                        + " is no matrix of " + q.bits() + " bits in groups of " + q.group());
            Packing packing = Packing.of(q, Math.multiplyExact(groups[1], q.group()), engine.kernels.lanes());
            return new Matrix(packing, shape[0], raw.bytes(), scales, biases);
        }

        long offset(int row) {
            return (long) row * packing.words() * 4;
        }

        /** The scales of some rows, and zeros behind them to fill a vector. */
        float[] scales(int row, int rows, Scratch scratch) {
            float[] to = spread(scales, row, rows, scratch, Scratch.Slot.SCALES);
            if (packing.mode() == Mode.MXFP4)
                for (int i = 0; i < rows * packing.groups(); i++) to[i] = Float4.scale((int) to[i]);
            return to;
        }

        /** As {@link #scales}; nothing where there are no biases. */
        float[] biases(int row, int rows, Scratch scratch) {
            return biases.isPresent()
                    ? spread(biases.get(), row, rows, scratch, Scratch.Slot.BIASES)
                    : scratch.get(Scratch.Slot.BIASES, 0);
        }

        private float[] spread(CpuTensor from, int row, int rows, Scratch scratch, Scratch.Slot slot) {
            int groups = packing.groups();
            float[] to = scratch.get(slot, Matrices.BLOCK * groups + packing.lanes());
            from.read(row * groups, to, rows * groups, rows * groups + packing.lanes());
            return to;
        }
    }

    CpuTensor matmul(CpuTensor x, Packed w) {
        Matrix m = Matrix.of(w, engine);
        Packing packing = m.packing;
        int n = packing.n();
        if (x.rank() != 2 || x.dim(1) != n)
            throw new IllegalArgumentException("quantizedMatmul of " + Arrays.toString(x.layout.shape()) + " and "
                    + packing.bits() + "-bit [" + m.out + ", " + n + "] is not defined");
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
        float[] scales = m.scales(out, outs, scratch);
        float[] biases = m.biases(out, outs, scratch);
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

    CpuTensor dequantize(Packed w) {
        Matrix m = Matrix.of(w, engine);
        Packing packing = m.packing;
        int n = packing.n();
        float[] y = engine.buffers.take(Layout.size(new int[] {m.out, n}));
        engine.pool.run(m.out, 1, (long) m.out * n * 4, (i, j) -> {
            Scratch scratch = engine.scratch.get();
            float[] values = scratch.get(Scratch.Slot.WEIGHTS, packing.size());
            for (int o = i; o < j; o++) {
                float[] scale = m.scales(o, 1, scratch);
                float[] bias = m.biases(o, 1, scratch);
                engine.kernels.unpack(packing, m.words, m.offset(o), scale, bias, 0, values, 0);
                for (int e = 0; e < n; e++) y[o * n + e] = values[packing.place(e)];
            }
        });
        return engine.born(y, m.out, n);
    }

    Packed quantize(CpuTensor w, Quantization q) {
        known(q);
        return new Quantizing(engine, q).apply(w);
    }
}
