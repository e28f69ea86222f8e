package assay.engine;

/** Element types, with safetensors' names. */
public enum DType {
    F32("F32", 4),
    F16("F16", 2),
    BF16("BF16", 2),
    I32("I32", 4),
    U32("U32", 4),
    U8("U8", 1);

    /** As in a safetensors header. */
    public final String code;
    /** Bytes per element. */
    public final int bytes;

    DType(String code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    public boolean floating() {
        return this == F32 || this == F16 || this == BF16;
    }
}
