package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.io.RawTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** Random tensors as they lie in files. */
final class Stored {
    private Stored() {}

    static RawTensor of(DType dtype, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(1);
        long count = (long) rows * columns;
        MemorySegment data = Arena.ofAuto().allocate(count * dtype.bytes, 64);
        for (long i = 0; i < count; i++)
            if (dtype == DType.U32) Copies.word(data, i * 4, random.nextInt());
            else Copies.write(dtype, data, i * dtype.bytes, (float) random.nextDouble() - 0.5f);
        return new RawTensor("weight", "memory", dtype, new int[] {rows, columns}, data);
    }

    static float[] floats(int n) {
        SplittableRandom random = new SplittableRandom(2);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = (float) random.nextDouble() - 0.5f;
        return values;
    }
}
