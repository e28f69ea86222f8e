package assay.engine.mlx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/**
 * The shapes of mlx-c's functions: for each an interface to call through and what it is in C.
 *
 * <p>mlx-c passes its handles ({@code mlx_array}, {@code mlx_stream}, ...) by value as structs of one pointer, and its
 * optional numbers as structs of a 4-byte value and a flag. The calling conventions of x86-64 (System V) and AArch64 pass
 * both in one general register, as they do a long; {@link MlxLibrary} refuses other machines, and a test compares the two
 * ways of passing. The interfaces are public since Java makes instances of no others. Names of parameters follow mlx-c: {@code s} is the stream, {@code res} points to the result's handle.
 */
final class Calls {
    private Calls() {}

    /** An interface with one method and its C descriptor. */
    record Shape<F>(Class<F> type, FunctionDescriptor descriptor) {}

    static <F> Shape<F> shape(Class<F> type, MemoryLayout result, MemoryLayout... arguments) {
        return new Shape<>(type, FunctionDescriptor.of(result, arguments));
    }

    public interface Unary {
        int call(MemorySegment res, long a, long s);
    }

    public interface Binary {
        int call(MemorySegment res, long a, long b, long s);
    }

    public interface Ternary {
        int call(MemorySegment res, long a, long b, long c, long s);
    }

    /** {@code flag} is keepdims or, of softmax, precise. */
    public interface Along {
        int call(MemorySegment res, long a, int axis, boolean flag, long s);
    }

    public interface Typed {
        int call(MemorySegment res, long a, int dtype, long s);
    }

    public interface Shaped {
        int call(MemorySegment res, long a, MemorySegment ints, long n, long s);
    }

    public interface Zeros {
        int call(MemorySegment res, MemorySegment shape, long n, int dtype, long s);
    }

    public interface Arange {
        int call(MemorySegment res, double start, double stop, double step, int dtype, long s);
    }

    public interface Flagged {
        int call(MemorySegment res, long a, boolean flag, long s);
    }

    public interface Slice {
        int call(
                MemorySegment res,
                long a,
                MemorySegment start,
                long startN,
                MemorySegment stop,
                long stopN,
                MemorySegment strides,
                long stridesN,
                long s);
    }

    public interface SliceUpdate {
        int call(
                MemorySegment res,
                long a,
                long update,
                MemorySegment start,
                long startN,
                MemorySegment stop,
                long stopN,
                MemorySegment strides,
                long stridesN,
                long s);
    }

    public interface TakeAxis {
        int call(MemorySegment res, long a, long indices, int axis, long s);
    }

    public interface QuantizedMatmul {
        int call(
                MemorySegment res,
                long x,
                long w,
                long scales,
                long biases,
                boolean transpose,
                long group,
                long bits,
                MemorySegment mode,
                long s);
    }

    public interface Dequantize {
        int call(
                MemorySegment res,
                long w,
                long scales,
                long biases,
                long group,
                long bits,
                MemorySegment mode,
                long globalScale,
                long dtype,
                long s);
    }

    public interface Quantize {
        int call(MemorySegment res, long w, long group, long bits, MemorySegment mode, long globalScale, long s);
    }

    public interface RmsNorm {
        int call(MemorySegment res, long x, long weight, float eps, long s);
    }

    public interface Rope {
        int call(
                MemorySegment res,
                long x,
                int dims,
                boolean traditional,
                long base,
                float scale,
                int offset,
                long freqs,
                long s);
    }

    public interface Attention {
        int call(
                MemorySegment res,
                long queries,
                long keys,
                long values,
                float scale,
                MemorySegment maskMode,
                long mask,
                long sinks,
                long s);
    }

    /** What is done to a handle. */
    public interface Act {
        int call(long handle);
    }

    public interface Measure {
        long call(long handle);
    }

    public interface Pointer {
        MemorySegment call(long handle);
    }

    /** Writes what it finds to {@code res}. */
    public interface Find {
        int call(MemorySegment res);
    }

    public interface FindOf {
        int call(MemorySegment res, long handle);
    }

    public interface Keyed {
        int call(MemorySegment res, long handle, MemorySegment key);
    }

    public interface Indexed {
        int call(MemorySegment res, long handle, long index);
    }

    public interface Limit {
        int call(MemorySegment res, long limit);
    }

    public interface Make {
        long call();
    }

    public interface NewFloat {
        long call(float value);
    }

    public interface NewData {
        long call(MemorySegment data, MemorySegment shape, int dim, int dtype);
    }

    public interface NewVector {
        long call(MemorySegment handles, long n);
    }

    public interface NewDevice {
        long call(int type, int index);
    }

    static final Shape<Unary> UNARY = shape(Unary.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final Shape<Binary> BINARY = shape(Binary.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final Shape<Ternary> TERNARY =
            shape(Ternary.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final Shape<Along> ALONG =
            shape(Along.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_BOOLEAN, JAVA_LONG);
    static final Shape<Typed> TYPED = shape(Typed.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_LONG);
    static final Shape<Shaped> SHAPED =
            shape(Shaped.class, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final Shape<Zeros> ZEROS = shape(Zeros.class, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_LONG);
    static final Shape<Arange> ARANGE =
            shape(Arange.class, JAVA_INT, ADDRESS, JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE, JAVA_INT, JAVA_LONG);
    static final Shape<Flagged> FLAGGED = shape(Flagged.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_BOOLEAN, JAVA_LONG);
    static final Shape<Slice> SLICE = shape(
            Slice.class,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG);
    static final Shape<SliceUpdate> SLICE_UPDATE = shape(
            SliceUpdate.class,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG);
    static final Shape<TakeAxis> TAKE_AXIS =
            shape(TakeAxis.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG);
    static final Shape<QuantizedMatmul> QUANTIZED_MATMUL = shape(
            QuantizedMatmul.class,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_BOOLEAN,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG);
    static final Shape<Dequantize> DEQUANTIZE = shape(
            Dequantize.class,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG);
    static final Shape<Quantize> QUANTIZE =
            shape(Quantize.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final Shape<RmsNorm> RMS_NORM =
            shape(RmsNorm.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_FLOAT, JAVA_LONG);
    static final Shape<Rope> ROPE = shape(
            Rope.class,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_INT,
            JAVA_BOOLEAN,
            JAVA_LONG,
            JAVA_FLOAT,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG);
    static final Shape<Attention> ATTENTION = shape(
            Attention.class,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_FLOAT,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG);
    static final Shape<Act> ACT = shape(Act.class, JAVA_INT, JAVA_LONG);
    static final Shape<Measure> MEASURE = shape(Measure.class, JAVA_LONG, JAVA_LONG);
    static final Shape<Pointer> POINTER = shape(Pointer.class, ADDRESS, JAVA_LONG);
    static final Shape<Find> FIND = shape(Find.class, JAVA_INT, ADDRESS);
    static final Shape<FindOf> FIND_OF = shape(FindOf.class, JAVA_INT, ADDRESS, JAVA_LONG);
    static final Shape<Keyed> KEYED = shape(Keyed.class, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS);
    static final Shape<Indexed> INDEXED = shape(Indexed.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final Shape<Limit> LIMIT = shape(Limit.class, JAVA_INT, ADDRESS, JAVA_LONG);
    static final Shape<Make> MAKE = shape(Make.class, JAVA_LONG);
    static final Shape<NewFloat> NEW_FLOAT = shape(NewFloat.class, JAVA_LONG, JAVA_FLOAT);
    static final Shape<NewData> NEW_DATA = shape(NewData.class, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    static final Shape<NewVector> NEW_VECTOR = shape(NewVector.class, JAVA_LONG, ADDRESS, JAVA_LONG);
    static final Shape<NewDevice> NEW_DEVICE = shape(NewDevice.class, JAVA_LONG, JAVA_INT, JAVA_INT);
}
