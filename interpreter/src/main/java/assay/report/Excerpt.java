package assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * As much of a run's results as a page can carry. What is left out is said where it was: a table that was cut has {@code
 * left_out} with the number of rows, a value that found no room at all is {@code {"left_out": "..."}}.
 */
final class Excerpt {
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_LIST = 5_000;
    private static final int MOST_ROWS = 20_000;

    /** Characters of the page, roughly, that are left. */
    private long room;

    Excerpt(long room) {
        this.room = room;
    }

    JsonNode of(JsonNode value) {
        if (room <= 0) return JsonNodeFactory.instance.objectNode().put("left_out", "there is no room in this page");
        if (value.isObject()) return object(value);
        if (value.isArray()) return list(value, LONGEST_LIST);
        room -= value.isTextual() ? value.textValue().length() + 3L : 8;
        if (value.isTextual() && value.textValue().length() > LONGEST_TEXT) {
            room += value.textValue().length() - LONGEST_TEXT;
            return JsonNodeFactory.instance.textNode(value.textValue().substring(0, LONGEST_TEXT) + " …");
        }
        return value;
    }

    private JsonNode object(JsonNode value) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        boolean table = value.path("columns").isArray() && value.path("rows").isArray();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            room -= field.getKey().length() + 4L;
            boolean rows = table && field.getKey().equals("rows");
            shown.set(field.getKey(), rows ? list(field.getValue(), MOST_ROWS) : of(field.getValue()));
        }
        int left = table ? value.path("rows").size() - shown.path("rows").size() : 0;
        if (left > 0) shown.put("left_out", left);
        return shown;
    }

    private ArrayNode list(JsonNode values, int most) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : values) {
            if (shown.size() == most || room <= 0) break;
            shown.add(of(item));
        }
        return shown;
    }
}
