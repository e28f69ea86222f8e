package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.floats;
import static assay.engine.cpu.VectorLanes.words;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Rows of mxfp4, as far as whole vectors of words can be read. */
final class VectorFloat4 {
    private static final int PER_WORD = 8;
    /** What brings the exponent of e2m1 to that of a float. */
    private static final int BIAS = 126 << 23;

    private VectorFloat4() {}

    /** Returns how many values it has done; the next begins a block. */
    static int unpack(Packing packing, MemorySegment from, long offset, float[] scales, int so, float[] to, int at) {
        IntVector spread = VectorPacked.spread(packing);
        int end = (int) Math.min(packing.words(), (from.byteSize() - offset) / 4 - L + 1);
        int perGroup = packing.group() / PER_WORD;
        int w = 0;
        for (; w < end; w += L) {
            IntVector v = words(from, offset + 4L * w);
            FloatVector scale = VectorPacked.grouped(scales, so + w / perGroup, spread);
            for (int p = 0; p < PER_WORD; p++) {
                values(v).mul(scale).intoArray(to, at + w * PER_WORD + p * L);
                v = v.lanewise(VectorOperators.LSHR, 4);
            }
        }
        return Math.min(w, packing.words()) * PER_WORD;
    }

    /** The lowest 4 bits of each word: the sign, two bits of exponent and one of fraction. */
    private static FloatVector values(IntVector v) {
        IntVector size = v.and(7);
        FloatVector normal = size.lanewise(VectorOperators.LSHL, 22).add(BIAS).reinterpretAsFloats();
        FloatVector value = normal.blend(
                floats(size).mul(0.5f), size.compare(VectorOperators.LT, 2).cast(VectorLanes.S));
        return value.reinterpretAsInts()
                .or(v.and(8).lanewise(VectorOperators.LSHL, 28))
                .reinterpretAsFloats();
    }
}
