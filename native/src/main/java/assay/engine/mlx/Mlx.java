package assay.engine.mlx;

import assay.engine.EngineException;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;

/**
 * The functions of mlx-c 0.6 and later that Assay calls, one line each, named without their prefix {@code mlx_} and
 * declared in {@code mlx/c/*.h}. Whoever calls them gives their status to {@link MlxErrors#check}.
 */
final class Mlx {
    private final SymbolLookup symbols;

    // ops.h
    final Calls.Binary add;
    final Calls.Binary subtract;
    final Calls.Binary multiply;
    final Calls.Binary divide;
    final Calls.Binary maximum;
    final Calls.Binary minimum;
    final Calls.Binary matmul;
    final Calls.Binary less;
    final Calls.Binary lessEqual;
    final Calls.Binary logicalAnd;
    final Calls.Unary negative;
    final Calls.Unary exp;
    final Calls.Unary log;
    final Calls.Unary sqrt;
    final Calls.Unary rsqrt;
    final Calls.Unary tanh;
    final Calls.Unary sigmoid;
    final Calls.Along sum;
    final Calls.Along mean;
    final Calls.Along max;
    final Calls.Along argmax;
    final Calls.Along logsumexp;
    final Calls.Along softmax;
    final Calls.Ternary where;
    final Calls.Typed astype;
    final Calls.Shaped reshape;
    final Calls.Shaped transpose;
    final Calls.Zeros zeros;
    final Calls.Arange arange;
    final Calls.Flagged contiguous;
    final Calls.Slice slice;
    final Calls.SliceUpdate sliceUpdate;
    final Calls.Typed concatenate;
    final Calls.TakeAxis take;
    final Calls.QuantizedMatmul quantizedMatmul;
    final Calls.Dequantize dequantize;
    final Calls.Quantize quantize;

    // fast.h
    final Calls.RmsNorm rmsNorm;
    final Calls.Rope rope;
    final Calls.Attention attention;

    // array.h, vector.h, transforms.h
    final Calls.NewData newData;
    final Calls.NewFloat newFloat;
    final Calls.Act free;
    final Calls.Measure ndim;
    final Calls.Measure size;
    final Calls.Pointer shape;
    final Calls.Act dtype;
    final Calls.Pointer floats;
    final Calls.Pointer ints;
    final Calls.Pointer words;
    final Calls.Pointer bytes;
    final Calls.NewVector newVector;
    final Calls.Act freeVector;
    final Calls.Indexed vectorGet;
    final Calls.Act eval;
    final Calls.Act asyncEval;

    // device.h, stream.h, memory.h, version.h, string.h
    final Calls.NewDevice newDevice;
    final Calls.Act freeDevice;
    final Calls.FindOf deviceIsAvailable;
    final Calls.Make newDeviceInfo;
    final Calls.FindOf deviceInfo;
    final Calls.Keyed deviceInfoHas;
    final Calls.Keyed deviceInfoString;
    final Calls.Keyed deviceInfoSize;
    final Calls.Act freeDeviceInfo;
    final Calls.Make cpuStream;
    final Calls.Make gpuStream;
    final Calls.Act freeStream;
    final Calls.Find activeMemory;
    final Calls.Find peakMemory;
    final Calls.Limit setWiredLimit;
    final Calls.Find version;
    final Calls.Make newString;
    final Calls.Pointer stringData;
    final Calls.Act freeString;

    /** Binds them all; one that is missing is an {@link EngineException} that names it. */
    Mlx(SymbolLookup symbols) {
        this.symbols = symbols;
        add = bind("add", Calls.BINARY);
        subtract = bind("subtract", Calls.BINARY);
        multiply = bind("multiply", Calls.BINARY);
        divide = bind("divide", Calls.BINARY);
        maximum = bind("maximum", Calls.BINARY);
        minimum = bind("minimum", Calls.BINARY);
        matmul = bind("matmul", Calls.BINARY);
        less = bind("less", Calls.BINARY);
        lessEqual = bind("less_equal", Calls.BINARY);
        logicalAnd = bind("logical_and", Calls.BINARY);
        negative = bind("negative", Calls.UNARY);
        exp = bind("exp", Calls.UNARY);
        log = bind("log", Calls.UNARY);
        sqrt = bind("sqrt", Calls.UNARY);
        rsqrt = bind("rsqrt", Calls.UNARY);
        tanh = bind("tanh", Calls.UNARY);
        sigmoid = bind("sigmoid", Calls.UNARY);
        sum = bind("sum_axis", Calls.ALONG);
        mean = bind("mean_axis", Calls.ALONG);
        max = bind("max_axis", Calls.ALONG);
        argmax = bind("argmax_axis", Calls.ALONG);
        logsumexp = bind("logsumexp_axis", Calls.ALONG);
        softmax = bind("softmax_axis", Calls.ALONG);
        where = bind("where", Calls.TERNARY);
        astype = bind("astype", Calls.TYPED);
        reshape = bind("reshape", Calls.SHAPED);
        transpose = bind("transpose_axes", Calls.SHAPED);
        zeros = bind("zeros", Calls.ZEROS);
        arange = bind("arange", Calls.ARANGE);
        contiguous = bind("contiguous", Calls.FLAGGED);
        slice = bind("slice", Calls.SLICE);
        sliceUpdate = bind("slice_update", Calls.SLICE_UPDATE);
        concatenate = bind("concatenate_axis", Calls.TYPED);
        take = bind("take_axis", Calls.TAKE_AXIS);
        quantizedMatmul = bind("quantized_matmul", Calls.QUANTIZED_MATMUL);
        dequantize = bind("dequantize", Calls.DEQUANTIZE);
        quantize = bind("quantize", Calls.QUANTIZE);

        rmsNorm = bind("fast_rms_norm", Calls.RMS_NORM);
        rope = bind("fast_rope", Calls.ROPE);
        attention = bind("fast_scaled_dot_product_attention", Calls.ATTENTION);

        newData = bind("array_new_data", Calls.NEW_DATA);
        newFloat = bind("array_new_float32", Calls.NEW_FLOAT);
        free = bind("array_free", Calls.ACT);
        ndim = bind("array_ndim", Calls.MEASURE);
        size = bind("array_size", Calls.MEASURE);
        shape = bind("array_shape", Calls.POINTER);
        dtype = bind("array_dtype", Calls.ACT);
        floats = bind("array_data_float32", Calls.POINTER);
        ints = bind("array_data_int32", Calls.POINTER);
        words = bind("array_data_uint32", Calls.POINTER);
        bytes = bind("array_data_uint8", Calls.POINTER);
        newVector = bind("vector_array_new_data", Calls.NEW_VECTOR);
        freeVector = bind("vector_array_free", Calls.ACT);
        vectorGet = bind("vector_array_get", Calls.INDEXED);
        eval = bind("eval", Calls.ACT);
        asyncEval = bind("async_eval", Calls.ACT);

        newDevice = bind("device_new_type", Calls.NEW_DEVICE);
        freeDevice = bind("device_free", Calls.ACT);
        deviceIsAvailable = bind("device_is_available", Calls.FIND_OF);
        newDeviceInfo = bind("device_info_new", Calls.MAKE);
        deviceInfo = bind("device_info_get", Calls.FIND_OF);
        deviceInfoHas = bind("device_info_has_key", Calls.KEYED);
        deviceInfoString = bind("device_info_get_string", Calls.KEYED);
        deviceInfoSize = bind("device_info_get_size", Calls.KEYED);
        freeDeviceInfo = bind("device_info_free", Calls.ACT);
        cpuStream = bind("default_cpu_stream_new", Calls.MAKE);
        gpuStream = bind("default_gpu_stream_new", Calls.MAKE);
        freeStream = bind("stream_free", Calls.ACT);
        activeMemory = bind("get_active_memory", Calls.FIND);
        peakMemory = bind("get_peak_memory", Calls.FIND);
        setWiredLimit = bind("set_wired_limit", Calls.LIMIT);
        version = bind("version", Calls.FIND);
        newString = bind("string_new", Calls.MAKE);
        stringData = bind("string_data", Calls.POINTER);
        freeString = bind("string_free", Calls.ACT);
    }

    /** Not marked critical: a call may raise an error, and the error handler calls back into Java. */
    @SuppressWarnings("restricted")
    private <F> F bind(String name, Calls.Shape<F> shape) {
        MemorySegment function =
                symbols.find("mlx_" + name).orElseThrow(() -> new EngineException("it has no function mlx_" + name));
        MethodHandle handle = Linker.nativeLinker().downcallHandle(function, shape.descriptor());
        return MethodHandleProxies.asInterfaceInstance(shape.type(), handle);
    }
}
