package assay.engine.mlx;

import assay.engine.Quantization;
import assay.engine.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** MLX's own packed matrices. */
final class MlxQuantized {
    /** The flag of mlx-c's optional numbers, which stands behind their four bytes. */
    private static final long GIVEN = 1L << 32;

    private static final MemorySegment AFFINE = Arena.global().allocateFrom("affine");

    private final MlxEngine engine;

    MlxQuantized(MlxEngine engine) {
        this.engine = engine;
    }

    Tensor matmul(Tensor x, Tensor w, Tensor scales, Tensor biases, Quantization q) {
        MlxThread t = engine.thread();
        return engine.born(
                t,
                engine.mlx.quantizedMatmul.call(
                        t.slot(),
                        engine.handle(x),
                        engine.handle(w),
                        engine.handle(scales),
                        engine.handle(biases),
                        true,
                        GIVEN | q.group(),
                        GIVEN | q.bits(),
                        AFFINE,
                        t.stream));
    }

    Tensor dequantize(Tensor w, Tensor scales, Tensor biases, Quantization q) {
        MlxThread t = engine.thread();
        return engine.born(
                t,
                engine.mlx.dequantize.call(
                        t.slot(),
                        engine.handle(w),
                        engine.handle(scales),
                        engine.handle(biases),
                        GIVEN | q.group(),
                        GIVEN | q.bits(),
                        AFFINE,
                        0,
                        0,
                        t.stream));
    }

    List<Tensor> quantize(Tensor w, Quantization q) {
        MlxThread t = engine.thread();
        long parts = t.result(engine.mlx.quantize.call(
                t.slot(), engine.handle(w), GIVEN | q.group(), GIVEN | q.bits(), AFFINE, 0, t.stream));
        try {
            List<Tensor> made = new ArrayList<>();
            for (int i = 0; i < 3; i++) made.add(engine.born(t, engine.mlx.vectorGet.call(t.slot(), parts, i)));
            return made;
        } finally {
            engine.mlx.freeVector.call(parts);
        }
    }
}
