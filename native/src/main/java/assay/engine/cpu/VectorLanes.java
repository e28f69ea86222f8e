package assay.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** What all vector kernels share: how many lanes there are, and how vectors are read and folded. */
final class VectorLanes {
    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, S.vectorShape());
    static final int L = S.length();
    static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private static final VectorShuffle<Float> ROTATE_8 = VectorShuffle.iota(S, 8 % L, 1, true);
    private static final VectorShuffle<Float> ROTATE_4 = VectorShuffle.iota(S, 4 % L, 1, true);
    private static final VectorShuffle<Float> ROTATE_2 = VectorShuffle.iota(S, 2, 1, true);
    private static final VectorShuffle<Float> ROTATE_1 = VectorShuffle.iota(S, 1, 1, true);

    private VectorLanes() {}

    /** The elements of {@code n} that fill whole vectors. */
    static int whole(int n) {
        return S.loopBound(n);
    }

    static FloatVector at(float[] x, int i) {
        return FloatVector.fromArray(S, x, i);
    }

    /** The last {@code n} elements and zeros. */
    static FloatVector end(float[] x, int i, int n) {
        return FloatVector.fromArray(S, x, i, S.indexInRange(0, n));
    }

    static FloatVector all(float x) {
        return FloatVector.broadcast(S, x);
    }

    static IntVector words(MemorySegment from, long offset) {
        return IntVector.fromMemorySegment(I, from, offset, LE);
    }

    static FloatVector floats(IntVector v) {
        return (FloatVector) v.convertShape(VectorOperators.I2F, S, 0);
    }

    /** The sum of the lanes, added in halves. */
    static float fold(FloatVector v) {
        if (L >= 16) v = v.add(v.rearrange(ROTATE_8));
        if (L >= 8) v = v.add(v.rearrange(ROTATE_4));
        v = v.add(v.rearrange(ROTATE_2));
        return v.add(v.rearrange(ROTATE_1)).lane(0);
    }
}
