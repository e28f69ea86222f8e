package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.I;
import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.S;
import static assay.engine.cpu.VectorLanes.all;
import static assay.engine.cpu.VectorLanes.at;
import static assay.engine.cpu.VectorLanes.floats;
import static assay.engine.cpu.VectorLanes.words;

import assay.engine.Quantization.Mode;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Quantized rows, as far as whole vectors of words can be read. */
final class VectorPacked {
    /** Lane j's group in a vector whose lanes share one by 2, 4, 8 or 16. */
    private static final int[] SPREAD = new int[4 * L];

    static {
        for (int i = 0; i < SPREAD.length; i++) SPREAD[i] = i % L >> 1 + i / L;
    }

    private static final Unpacking[] UNPACKINGS = {
        null, null, null, new Unpacking(3), null, new Unpacking(5), new Unpacking(6)
    };

    /** How values of 3, 5 or 6 bits are cut from words: a table per vector of 32 values, which fill {@code bits} words. */
    private static final class Unpacking {
        final int[] firstWord = new int[32 / L];
        final int[] low = new int[32];
        final int[] high = new int[32];
        final int[] down = new int[32];
        final int[] up = new int[32];

        Unpacking(int bits) {
            for (int i = 0; i < 32; i++) {
                int first = i / L * L * bits / 32;
                firstWord[i / L] = first;
                low[i] = i * bits / 32 - first;
                high[i] = Math.min(low[i] + 1, L - 1);
                down[i] = i * bits % 32;
                up[i] = 31 - down[i];
            }
        }
    }

    private VectorPacked() {}

    /** Returns how many values it has done; the next begins a block. */
    static int unpack(
            Packing packing,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        return switch (packing.mode()) {
            case MXFP4 -> VectorFloat4.unpack(packing, from, offset, scales, so, to, at);
            case AFFINE ->
                packing.inWords()
                        ? unpackWords(packing, from, offset, scales, biases, so, to, at)
                        : unpackAcrossWords(packing, from, offset, scales, biases, so, to, at);
        };
    }

    /** Values of whole words, as far as whole vectors can be read; what lies beyond the row meets zeros. */
    private static int unpackWords(
            Packing packing,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        IntVector spread = spread(packing);
        int bits = packing.bits();
        int per = packing.perBlock();
        int mask = (1 << bits) - 1;
        int end = (int) Math.min(packing.words(), (from.byteSize() - offset) / 4 - L + 1);
        int shift = Integer.numberOfTrailingZeros(packing.group() / per);
        int w = 0;
        for (; w < end; w += L) {
            IntVector v = words(from, offset + 4L * w);
            FloatVector scale = grouped(scales, so + (w >> shift), spread);
            FloatVector bias = grouped(biases, so + (w >> shift), spread);
            for (int p = 0; p < per; p++) {
                floats(v.and(mask)).fma(scale, bias).intoArray(to, at + w * per + p * L);
                v = v.lanewise(VectorOperators.LSHR, bits);
            }
        }
        return Math.min(w, packing.words()) * per;
    }

    private static int unpackAcrossWords(
            Packing packing,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        Unpacking unpacking = UNPACKINGS[packing.bits()];
        int bytes = 4 * packing.bits();
        long room = from.byteSize() - offset - 4L * (unpacking.firstWord[32 / L - 1] + L);
        int end = room < 0 ? 0 : (int) Math.min(packing.n(), (room / bytes + 1) * 32);
        for (int m = 0; m < 32 / L; m++)
            unpackAcrossWords(
                    packing,
                    unpacking,
                    m * L,
                    end,
                    from,
                    offset + 4L * unpacking.firstWord[m],
                    scales,
                    biases,
                    so,
                    to,
                    at);
        return end;
    }

    /** The values from {@code first} to {@code first + L} of every 32. */
    private static void unpackAcrossWords(
            Packing packing,
            Unpacking unpacking,
            int first,
            int end,
            MemorySegment from,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] to,
            int at) {
        IntVector low = IntVector.fromArray(I, unpacking.low, first);
        IntVector high = IntVector.fromArray(I, unpacking.high, first);
        IntVector down = IntVector.fromArray(I, unpacking.down, first);
        IntVector up = IntVector.fromArray(I, unpacking.up, first);
        int mask = (1 << packing.bits()) - 1;
        int group = Integer.numberOfTrailingZeros(packing.group());
        for (int i = 0; i < end; i += 32) {
            IntVector v = words(from, offset + (long) i / 8 * packing.bits());
            IntVector q = low.selectFrom(v)
                    .lanewise(VectorOperators.LSHR, down)
                    .or(high.selectFrom(v).lanewise(VectorOperators.LSHL, up).lanewise(VectorOperators.LSHL, 1));
            int g = so + (i >> group);
            floats(q.and(mask)).fma(all(scales[g]), all(biases[g])).intoArray(to, at + i + first);
        }
    }

    /** Scales or biases of the groups of a vector's lanes, from that of the first of them on. */
    static FloatVector grouped(float[] perGroup, int at, IntVector spread) {
        return spread.selectFrom(at(perGroup, at).reinterpretAsInts()).reinterpretAsFloats();
    }

    static IntVector spread(Packing packing) {
        return IntVector.fromArray(I, SPREAD, (Integer.numberOfTrailingZeros(packing.spread()) - 1) * L);
    }

    /** Whether {@link #dots4} knows the rows: only if their words fill whole vectors. */
    static boolean hasDots4(Packing packing) {
        return packing.mode() == Mode.AFFINE && packing.inWords() && packing.words() % L == 0;
    }

    /** The products of four packed rows with one arranged row of x. */
    static void dots4(
            Packing packing,
            float[] x,
            MemorySegment w,
            long offset,
            float[] scales,
            float[] biases,
            float[] y,
            int yo,
            float[] work) {
        int groups = packing.groups();
        dots2(packing, x, w, offset, scales, biases, 0, work, 0);
        dots2(packing, x, w, offset + 8L * packing.words(), scales, biases, 2 * groups, work, 2 * L);
        VectorProducts.fold(work, 4, y, yo, 0, 1);
    }

    // two rows at a time hide the latency of the sums; more would be too much for the compiler to inline
    private static void dots2(
            Packing packing,
            float[] x,
            MemorySegment w,
            long offset,
            float[] scales,
            float[] biases,
            int so,
            float[] partial,
            int at) {
        IntVector spread = spread(packing);
        int bits = packing.bits();
        int mask = (1 << bits) - 1;
        int words = packing.words();
        int per = packing.perBlock();
        int groups = packing.groups();
        int shift = Integer.numberOfTrailingZeros(packing.group() / per);
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        for (int i = 0; i < words; i += L) {
            IntVector v0 = words(w, offset + 4L * i);
            IntVector v1 = words(w, offset + 4L * (words + i));
            int g = so + (i >> shift);
            FloatVector f0 = grouped(scales, g, spread);
            FloatVector f1 = grouped(scales, g + groups, spread);
            FloatVector b0 = grouped(biases, g, spread);
            FloatVector b1 = grouped(biases, g + groups, spread);
            for (int p = 0; p < per; p++) {
                FloatVector u = at(x, i * per + p * L);
                s0 = floats(v0.and(mask)).fma(f0, b0).fma(u, s0);
                s1 = floats(v1.and(mask)).fma(f1, b1).fma(u, s1);
                v0 = v0.lanewise(VectorOperators.LSHR, bits);
                v1 = v1.lanewise(VectorOperators.LSHR, bits);
            }
        }
        s0.intoArray(partial, at);
        s1.intoArray(partial, at + L);
    }
}
