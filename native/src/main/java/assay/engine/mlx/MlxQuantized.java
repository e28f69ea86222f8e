package assay.engine.mlx;

import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MLX's own packed matrices. */
final class MlxQuantized {
    /** The flag of mlx-c's optional numbers, which stands behind their four bytes. */
    private static final long GIVEN = 1L << 32;

    private static final MemorySegment AFFINE = Arena.global().allocateFrom("affine");
    private static final MemorySegment MXFP4 = Arena.global().allocateFrom("mxfp4");

    private final MlxEngine engine;

    MlxQuantized(MlxEngine engine) {
        this.engine = engine;
    }

    Tensor matmul(Tensor x, Packed w) {
        MlxThread t = engine.thread();
        return engine.born(
                t,
                engine.mlx.quantizedMatmul.call(
                        t.slot(),
                        engine.handle(x),
                        engine.handle(w.weight()),
                        engine.handle(w.scales()),
                        biases(w),
                        true,
                        GIVEN | w.how().group(),
                        GIVEN | w.how().bits(),
                        mode(w.how()),
                        t.stream));
    }

    Tensor dequantize(Packed w) {
        MlxThread t = engine.thread();
        return engine.born(
                t,
                engine.mlx.dequantize.call(
                        t.slot(),
                        engine.handle(w.weight()),
                        engine.handle(w.scales()),
                        biases(w),
                        GIVEN | w.how().group(),
                        GIVEN | w.how().bits(),
                        mode(w.how()),
                        0,
                        w.how().mode() == Quantization.Mode.MXFP4 ? GIVEN | engine.activations() : 0,
                        t.stream));
    }

    Packed quantize(Tensor w, Quantization q) {
        MlxThread t = engine.thread();
        long parts = t.result(engine.mlx.quantize.call(
                t.slot(), engine.handle(w), GIVEN | q.group(), GIVEN | q.bits(), mode(q), 0, t.stream));
        try {
            List<Tensor> made = new ArrayList<>();
            for (int i = 0; i < (affine(q) ? 3 : 2); i++)
                made.add(engine.born(t, engine.mlx.vectorGet.call(t.slot(), parts, i)));
            return new Packed(made.get(0), made.get(1), affine(q) ? Optional.of(made.get(2)) : Optional.empty(), q);
        } finally {
            engine.mlx.freeVector.call(parts);
        }
    }

    /** An empty handle stands for none. */
    private long biases(Packed w) {
        return w.biases().map(engine::handle).orElse(0L);
    }

    private static boolean affine(Quantization q) {
        return q.mode() == Quantization.Mode.AFFINE;
    }

    private static MemorySegment mode(Quantization q) {
        return switch (q.mode()) {
            case AFFINE -> AFFINE;
            case MXFP4 -> MXFP4;
        };
    }
}
