package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.I;
import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.LE;
import static assay.engine.cpu.VectorLanes.whole;

import assay.engine.DType;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Stored elements widened to float32. */
final class VectorWidening {
    private static final VectorSpecies<Short> H = VectorSpecies.of(short.class, VectorShape.forBitSize(16 * L));

    private VectorWidening() {}

    /** Returns how many elements it has done. */
    static int widen(DType dtype, MemorySegment from, long offset, float[] to, int at, int n) {
        return switch (dtype) {
            case F32 -> copy(from, offset, to, at, n);
            case BF16 -> widenBf16(from, offset, to, at, whole(n));
            case F16 -> widenF16(from, offset, to, at, whole(n));
            case I32, U32, U8 -> 0;
        };
    }

    private static int copy(MemorySegment from, long offset, float[] to, int at, int n) {
        MemorySegment.copy(from, Copies.FLOAT, offset, to, at, n);
        return n;
    }

    private static int widenBf16(MemorySegment from, long offset, float[] to, int at, int n) {
        for (int i = 0; i < n; i += L) bfloats(shorts(from, offset + 2L * i)).intoArray(to, at + i);
        return n;
    }

    private static int widenF16(MemorySegment from, long offset, float[] to, int at, int n) {
        for (int i = 0; i < n; i += L) half(shorts(from, offset + 2L * i)).intoArray(to, at + i);
        return n;
    }

    private static FloatVector bfloats(IntVector v) {
        return v.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    private static IntVector shorts(MemorySegment from, long offset) {
        return (IntVector) ShortVector.fromMemorySegment(H, from, offset, LE).convertShape(VectorOperators.S2I, I, 0);
    }

    private static FloatVector half(IntVector h) {
        IntVector sign = h.and(Integer.MIN_VALUE);
        // the exponent's bias is corrected by a product, which is exact and makes subnormals right too
        IntVector magnitude = h.and(0x7fff).lanewise(VectorOperators.LSHL, 13);
        FloatVector value = magnitude.reinterpretAsFloats().mul(0x1p112f);
        IntVector special = magnitude.or(0x7f800000);
        IntVector bits = value.reinterpretAsInts().blend(special, magnitude.compare(VectorOperators.GE, 0x7c00 << 13));
        return bits.or(sign).reinterpretAsFloats();
    }
}
