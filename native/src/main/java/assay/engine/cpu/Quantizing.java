package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Packed;
import assay.engine.Quantization;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/** Packs matrices as MLX does. */
record Quantizing(CpuEngine engine, Quantization q) {
    /** Smallest affine scale. */
    private static final float EPS = 1e-7f;

    /** Packs the group of weights from {@code wo} on. */
    private interface Group {
        void pack(float[] w, int wo, int[] packed, int word, float[] scales, float[] biases, int g);
    }

    Packed apply(CpuTensor w) {
        if (w.rank() != 2 || w.dim(1) % q.group() != 0 || !w.dtype.floating())
            throw new IllegalArgumentException(w.dtype + Arrays.toString(w.layout.shape())
                    + " cannot be quantized in groups of " + q.group() + " along its rows");
        int out = w.dim(0);
        int n = w.dim(1);
        int words = (int) ((long) n * q.bits() / 32);
        int groups = n / q.group();
        int wordsOfGroup = q.group() * q.bits() / 32;
        float[] values = w.contiguous();
        int start = w.start();
        int[] packed = new int[Layout.size(new int[] {out, words})];
        float[] scales = new float[Layout.size(new int[] {out, groups})];
        float[] biases = new float[scales.length];
        Group group =
                switch (q.mode()) {
                    case AFFINE -> this::affine;
                    case MXFP4 -> Quantizing::mxfp4;
                };
        engine.pool.run(out, 1, (long) out * n * 8, (i, j) -> {
            for (int g = i * groups; g < j * groups; g++)
                group.pack(values, start + g * q.group(), packed, g * wordsOfGroup, scales, biases, g);
        });
        return switch (q.mode()) {
            case AFFINE ->
                new Packed(
                        born(packed, out, words),
                        born(w.dtype, scales, out, groups),
                        Optional.of(born(w.dtype, biases, out, groups)),
                        q);
            case MXFP4 ->
                new Packed(born(packed, out, words), born(DType.U8, scales, out, groups), Optional.empty(), q);
        };
    }

    /** MLX's choice: the end of the range that is farther from 0 is met exactly, and 0 too. */
    private void affine(float[] w, int wo, int[] packed, int word, float[] scales, float[] biases, int g) {
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

    /** The largest weight becomes about 6, the largest value; its scale is the stored exponent. */
    private static void mxfp4(float[] w, int wo, int[] packed, int word, float[] scales, float[] biases, int g) {
        float max = 0;
        for (int i = 0; i < Float4.GROUP; i++) max = Math.max(max, Math.abs(w[wo + i]));
        int exponent = Float4.exponent(max / 6);
        scales[g] = exponent;
        for (int i = 0; i < Float4.GROUP; i++)
            packed[word + i / 8] |= Float4.nearest(w[wo + i] / Float4.scale(exponent)) << i % 8 * 4;
    }

    private CpuTensor born(int[] words, int rows, int columns) {
        MemorySegment bytes = Arena.ofAuto().allocate((long) words.length * 4, 64);
        for (int i = 0; i < words.length; i++) Copies.word(bytes, i * 4L, words[i]);
        return engine.born(DType.U32, Layout.of(rows, columns), new Storage.Raw(bytes));
    }

    private CpuTensor born(DType dtype, float[] values, int rows, int columns) {
        MemorySegment bytes = Arena.ofAuto().allocate((long) values.length * dtype.bytes, 64);
        for (int i = 0; i < values.length; i++) Copies.write(dtype, bytes, (long) i * dtype.bytes, values[i]);
        return engine.born(dtype, Layout.of(rows, columns), new Storage.Raw(bytes));
    }
}
