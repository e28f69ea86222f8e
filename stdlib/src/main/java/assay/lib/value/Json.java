package assay.lib.value;

import assay.engine.model.Model;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * Values as JSON. Numbers keep every bit; what JSON has no word for is an object: a range {@code {"range": [1, 3]}}, a
 * pair {@code {"pair": ["green", "red"]}}, a model {@code {"model": "qilin"}}, a procedure {@code {"procedure": "f"}}, a
 * table {@code {"columns": [..], "rows": [[..]]}}, a tensor {@code {"tensor": NAME, "axes": [..], "shape": [..], "data":
 * [..]}}, a result {@code {"verb": "battle", FIELD: .., "measured": {..}}}. A record that would read as one of these is
 * {@code {"record": {..}}}.
 */
public final class Json {
    private Json() {}

    /** A value as a tree, tensors without their data; NaN and infinity are a {@link assay.lib.verb.Failure}. */
    public static JsonNode of(Value value) {
        return new JsonWriter(false).tree(value);
    }

    /** As {@link #of}, tensors with their data. */
    public static JsonNode withTensors(Value value) {
        return new JsonWriter(true).tree(value);
    }

    /** Somebody's data: objects are records, except tables as {@link #of} writes them. */
    public static Value data(JsonNode tree) {
        return new JsonReader(false, JsonReader.NO_MODELS).value(tree);
    }

    /** What {@link #withTensors} wrote, procedures excepted; models are found by their names. */
    public static Value value(JsonNode tree, Function<String, Model> models) {
        return new JsonReader(true, models).value(tree);
    }
}
