package assay.lib.value;

import java.util.Arrays;
import java.util.List;

/**
 * A float32 array with named axes, e.g. {@code [prompts, layers, hidden]}; row-major.
 *
 * @param axes one name per dimension of {@code shape}
 */
public record TensorValue(String name, List<String> axes, int[] shape, float[] data) implements Value {

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorValue tensor && Values.equal(this, tensor);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }
}
