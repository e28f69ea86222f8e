package assay.files;

import assay.engine.EngineException;
import assay.engine.io.FloatTensors;
import assay.engine.io.FloatTensors.FloatTensor;
import assay.engine.io.Safetensors;
import assay.engine.io.UntrustedJson;
import assay.lib.value.Json;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.ResultCheck;
import assay.lib.verb.Verbs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tensors in a safetensors file: the value that {@code save} wrote there, or a record of the tensors if somebody else did.
 *
 * @param name how messages call it
 */
record TensorFile(Path path, String name) {
    /** The metadata under which {@code save} puts the value, its tensors without their data. */
    static final String VALUE = "assay";

    private static final long MOST_ELEMENTS = 1L << 26;

    Value read() {
        try {
            Map<String, FloatTensor> tensors = FloatTensors.read(path, MOST_ELEMENTS);
            String written = Safetensors.metadata(path).get(VALUE);
            return written == null ? record(tensors) : value(written, tensors);
        } catch (EngineException damaged) {
            throw new Failure("`" + name + "` cannot be read: " + damaged.getMessage());
        }
    }

    private Value value(String written, Map<String, FloatTensor> tensors) {
        JsonNode tree = UntrustedJson.value(name, written.getBytes(StandardCharsets.UTF_8));
        fill(tree, tensors);
        Value value = Json.value(tree, model -> {
            throw new Failure("`" + name + "` speaks of the model `" + model + "`, which a file cannot hold");
        });
        // verbs rely on the fields of results; a file may claim anything
        new ResultCheck(Verbs.standard()).wrong(value).ifPresent(wrong -> {
            throw new Failure("`" + name + "` " + wrong + "; save it again with this Assay");
        });
        return value;
    }

    /** Gives the tensors of a tree the data that lies beside it. */
    private void fill(JsonNode node, Map<String, FloatTensor> tensors) {
        if (node instanceof ObjectNode object
                && object.path("tensor").isTextual()
                && object.path("shape").isArray()) {
            FloatTensor tensor = tensors.get(object.get("tensor").textValue());
            if (tensor == null)
                throw new Failure("`" + name + "` has no tensor `"
                        + object.get("tensor").textValue() + "`, of which it speaks; save it again");
            ArrayNode data = object.putArray("data");
            for (float value : tensor.values()) data.add(value);
        } else node.forEach(child -> fill(child, tensors));
    }

    private Value record(Map<String, FloatTensor> tensors) {
        Map<String, Value> fields = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> {
            List<String> axes = IntStream.range(0, tensor.shape().length)
                    .mapToObj(axis -> "axis" + axis)
                    .toList();
            fields.put(key, new TensorValue(key, axes, tensor.shape(), tensor.values()));
        });
        return new Value.Rec(fields);
    }
}
