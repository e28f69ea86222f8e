package assay.engine.mlx;

import assay.engine.DType;
import assay.engine.EngineException;

/** {@code mlx_dtype} of mlx/c/array.h. */
final class DTypes {
    private static final int UINT8 = 1;
    private static final int UINT32 = 3;
    private static final int INT32 = 7;
    private static final int FLOAT16 = 9;
    private static final int FLOAT32 = 10;
    private static final int BFLOAT16 = 12;

    private DTypes() {}

    static int code(DType dtype) {
        return switch (dtype) {
            case F32 -> FLOAT32;
            case F16 -> FLOAT16;
            case BF16 -> BFLOAT16;
            case I32 -> INT32;
            case U32 -> UINT32;
            case U8 -> UINT8;
        };
    }

    static DType of(int code) {
        return switch (code) {
            case FLOAT32 -> DType.F32;
            case FLOAT16 -> DType.F16;
            case BFLOAT16 -> DType.BF16;
            case INT32 -> DType.I32;
            case UINT32 -> DType.U32;
            case UINT8 -> DType.U8;
            default ->
                throw new EngineException("MLX gives a tensor of its type " + code + ", which Assay does not use");
        };
    }
}
