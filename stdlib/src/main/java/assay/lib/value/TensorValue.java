package assay.lib.value;

/**
 * A float32 array with named axes, e.g. {@code [prompts, layers, hidden]}; row-major.
 *
 * @param axes one name per dimension of {@code shape}
 */
public record TensorValue(String name, java.util.List<String> axes, int[] shape, float[] data) implements Value {}
