package assay.lib.value;

import com.fasterxml.jackson.databind.JsonNode;

/** What a JSON object stands for, told by its names. */
enum Shape {
    RECORD,
    WRAPPED,
    RANGE,
    PAIR,
    MODEL,
    TABLE,
    TENSOR,
    RESULT;

    static Shape of(JsonNode object) {
        if (object.path("verb").isTextual()) return RESULT;
        if (object.path("columns").isArray() && object.path("rows").isArray() && object.size() == 2) return TABLE;
        if (object.path("tensor").isTextual() && object.has("axes") && object.has("shape")) return TENSOR;
        if (object.size() != 1) return RECORD;
        if (object.path("record").isObject()) return WRAPPED;
        if (object.path("range").isArray()) return RANGE;
        if (object.path("pair").isArray()) return PAIR;
        if (object.path("model").isTextual()) return MODEL;
        return RECORD;
    }
}
