package assay.lib.value;

import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Writes values as JSON trees.
 *
 * @param tensors whether tensors carry their data
 */
record JsonWriter(boolean tensors) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double LARGEST_EXACT = 0x1p53;

    JsonNode tree(Value value) {
        return switch (value) {
            case Value.Num(double number) -> number(number);
            case Value.Str(String text) -> NODES.textNode(text);
            case Value.Bool(boolean flag) -> NODES.booleanNode(flag);
            case Value.None _ -> NODES.nullNode();
            case Value.Range(int from, int to) ->
                tagged("range", NODES.arrayNode().add(from).add(to));
            case Value.Pair(String from, String to) ->
                tagged("pair", NODES.arrayNode().add(from).add(to));
            case Value.Listing(List<Value> items) -> array(items);
            case Value.Rec(Map<String, Value> fields) -> record(fields);
            case Value.ModelRef ref ->
                tagged("model", NODES.textNode(ref.model().name()));
            case Procedure procedure -> tagged("procedure", NODES.textNode(procedure.name()));
            case Table table -> table(table);
            case TensorValue tensor -> tensor(tensor);
            case Result result -> result(result);
        };
    }

    private JsonNode record(Map<String, Value> fields) {
        ObjectNode plain = object(fields);
        return Shape.of(plain) == Shape.RECORD ? plain : tagged("record", plain);
    }

    private JsonNode result(Result result) {
        ObjectNode node = NODES.objectNode().put("verb", result.verb());
        node.setAll(object(result.fields()));
        if (!result.measured().isEmpty()) node.set("measured", object(result.measured()));
        return node;
    }

    private JsonNode table(Table table) {
        ObjectNode node = NODES.objectNode();
        ArrayNode columns = node.putArray("columns");
        table.columns().forEach(columns::add);
        ArrayNode rows = node.putArray("rows");
        for (int row = 0; row < table.size(); row++) {
            ArrayNode cells = rows.addArray();
            table.row(row).fields().values().forEach(cell -> cells.add(tree(cell)));
        }
        return node;
    }

    private JsonNode tensor(TensorValue tensor) {
        ObjectNode node = NODES.objectNode().put("tensor", tensor.name());
        ArrayNode axes = node.putArray("axes");
        tensor.axes().forEach(axes::add);
        ArrayNode shape = node.putArray("shape");
        for (int n : tensor.shape()) shape.add(n);
        if (tensors) {
            ArrayNode data = node.putArray("data");
            for (float x : tensor.data()) data.add(number(x));
        }
        return node;
    }

    private ObjectNode object(Map<String, Value> fields) {
        ObjectNode node = NODES.objectNode();
        fields.forEach((name, field) -> node.set(name, tree(field)));
        return node;
    }

    private ArrayNode array(List<Value> items) {
        ArrayNode node = NODES.arrayNode(items.size());
        items.forEach(item -> node.add(tree(item)));
        return node;
    }

    private static ObjectNode tagged(String tag, JsonNode node) {
        ObjectNode object = NODES.objectNode();
        object.set(tag, node);
        return object;
    }

    private static JsonNode number(double x) {
        if (!Double.isFinite(x)) throw new Failure("JSON has no number " + x + ", so it cannot be saved");
        boolean whole = x == Math.rint(x) && Math.abs(x) <= LARGEST_EXACT && !isNegativeZero(x);
        return whole ? NODES.numberNode((long) x) : NODES.numberNode(x);
    }

    private static boolean isNegativeZero(double x) {
        return Double.doubleToRawLongBits(x) == Double.doubleToRawLongBits(-0.0);
    }
}
