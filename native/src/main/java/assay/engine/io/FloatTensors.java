package assay.engine.io;

import assay.engine.DType;
import assay.engine.EngineException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small safetensors files of numbers, read as a whole; what they hold is checked to be finite. */
public final class FloatTensors {
    private FloatTensors() {}

    /** Row-major. */
    public record FloatTensor(int[] shape, float[] values) {}

    /**
     * The tensors by name; an {@link EngineException} says what is wrong with the file.
     *
     * @param most elements of all tensors together
     */
    public static Map<String, FloatTensor> read(Path file, long most) {
        Map<String, FloatTensor> read = new LinkedHashMap<>();
        Safetensors.look(file, tensors -> {
            long elements = tensors.values().stream()
                    .mapToLong(tensor -> tensor.data().byteSize() / tensor.dtype().bytes)
                    .sum();
            if (elements > most)
                throw new EngineException(
                        "it holds " + elements + " numbers, more than " + most + "; load a smaller one");
            tensors.forEach((name, tensor) -> read.put(name, new FloatTensor(tensor.shape(), floats(tensor))));
        });
        return read;
    }

    private static float[] floats(RawTensor tensor) {
        if (tensor.dtype() != DType.F32 && tensor.dtype() != DType.F16 && tensor.dtype() != DType.BF16)
            throw new EngineException("its tensor `" + tensor.name() + "` holds " + tensor.dtype().code
                    + ", which are no floating-point numbers");
        float[] floats = new float[(int) (tensor.data().byteSize() / tensor.dtype().bytes)];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = tensor.value(i);
            if (!Float.isFinite(floats[i]))
                throw new EngineException("its tensor `" + tensor.name() + "` holds a value that is not finite");
        }
        return floats;
    }
}
