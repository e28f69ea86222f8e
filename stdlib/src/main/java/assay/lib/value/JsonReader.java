package assay.lib.value;

import assay.engine.model.Model;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Reads values from JSON trees.
 *
 * @param own whether Assay wrote the tree, so that objects may be more than records and tables
 */
record JsonReader(boolean own, Function<String, Model> models) {
    private static final int LONGEST = 40;

    static final Function<String, Model> NO_MODELS = name -> {
        throw new Failure("data cannot hold the model `" + name + "`");
    };

    Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> new Value.None();
            case BOOLEAN -> Value.of(node.booleanValue());
            case STRING -> Value.of(node.textValue());
            case NUMBER -> number(node);
            case ARRAY -> new Value.Listing(list(node));
            case OBJECT -> object(node);
            case BINARY, POJO -> throw new Failure("this is not JSON: " + node);
        };
    }

    private Value object(JsonNode node) {
        Shape shape = Shape.of(node);
        if (!own && shape != Shape.TABLE) return record(node);
        return switch (shape) {
            case RECORD -> record(node);
            case WRAPPED -> record(node.get("record"));
            case RANGE ->
                new Value.Range(
                        whole(node.get("range").path(0)),
                        whole(node.get("range").path(1)));
            case PAIR ->
                new Value.Pair(
                        node.get("pair").path(0).asText(),
                        node.get("pair").path(1).asText());
            case MODEL -> new Value.ModelRef(models.apply(node.get("model").textValue()));
            case TABLE -> table(node);
            case TENSOR -> tensor(node);
            case RESULT -> result(node);
        };
    }

    private Value.Rec record(JsonNode node) {
        return new Value.Rec(Collections.unmodifiableMap(fields(node)));
    }

    private Result result(JsonNode node) {
        Map<String, Value> fields = fields(node);
        fields.remove("verb");
        fields.remove("measured");
        return new Result(node.get("verb").textValue(), fields, fields(node.path("measured")));
    }

    private Value table(JsonNode node) {
        List<String> columns = new ArrayList<>();
        for (JsonNode column : node.get("columns")) {
            if (!column.isTextual()) return record(node);
            columns.add(column.textValue());
        }
        List<List<Value>> rows = new ArrayList<>();
        for (JsonNode row : node.get("rows")) {
            if (!row.isArray() || row.size() != columns.size()) return record(node);
            rows.add(list(row));
        }
        return columns.stream().distinct().count() == columns.size() ? Table.of(columns, rows) : record(node);
    }

    private TensorValue tensor(JsonNode node) {
        String name = node.get("tensor").textValue();
        List<String> axes = new ArrayList<>();
        node.get("axes").forEach(axis -> axes.add(axis.asText()));
        int[] shape = new int[node.get("shape").size()];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = whole(node.get("shape").get(i));
            if (shape[i] < 0) throw new Failure("tensor `" + name + "` has a dimension of " + shape[i]);
            size = Math.min(size * shape[i], Integer.MAX_VALUE + 1L); // more than any array holds, without overflow
        }
        JsonNode data = node.path("data");
        if (axes.size() != shape.length || data.size() != size)
            throw new Failure(
                    "tensor `" + name + "` has " + data.size() + " elements where its shape asks for " + size);
        float[] elements = new float[data.size()];
        for (int i = 0; i < elements.length; i++) elements[i] = (float) finite(data.get(i));
        return new TensorValue(name, List.copyOf(axes), shape, elements);
    }

    private Map<String, Value> fields(JsonNode node) {
        Map<String, Value> fields = new LinkedHashMap<>();
        node.properties().forEach(entry -> fields.put(entry.getKey(), value(entry.getValue())));
        return fields;
    }

    private List<Value> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).map(this::value).toList();
    }

    private static Value number(JsonNode node) {
        return Value.of(finite(node));
    }

    private static double finite(JsonNode node) {
        double x = node.doubleValue();
        if (!node.isNumber() || !Double.isFinite(x)) throw new Failure(brief(node) + " is not a number that fits");
        return x;
    }

    private static int whole(JsonNode node) {
        if (!node.isInt()) throw new Failure(brief(node) + " is not a whole number");
        return node.intValue();
    }

    private static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
