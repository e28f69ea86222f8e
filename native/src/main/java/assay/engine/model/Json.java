package assay.engine.model;

import assay.engine.EngineException;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads a JSON object of an untrusted file; whatever does not fit is a sentence that names the file and the key. */
record Json(String file, JsonNode node) {

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    Json object(String key) {
        JsonNode value = node.path(key);
        if (!value.isObject()) throw wrong("needs an object `" + key + "`");
        return new Json(file + ", `" + key + "`,", value);
    }

    String text(String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) throw wrong("needs a text `" + key + "`");
        return value.textValue();
    }

    boolean flag(String key) {
        JsonNode value = node.path(key);
        if (!value.isBoolean()) throw wrong("has `" + key + "` " + value + "; it must be true or false");
        return value.booleanValue();
    }

    boolean flag(String key, boolean fallback) {
        return has(key) ? flag(key) : fallback;
    }

    int whole(String key, int min, int max) {
        JsonNode value = node.path(key);
        if (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue()))
            throw wrong("needs a whole number `" + key + "`" + instead(value));
        if (value.doubleValue() < min || value.doubleValue() > max)
            throw wrong("has `" + key + "` " + value + "; it must be from " + min + " to " + max);
        return value.intValue();
    }

    double real(String key, double min, double max) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) throw wrong("needs a number `" + key + "`" + instead(value));
        if (!(value.doubleValue() >= min && value.doubleValue() <= max))
            throw wrong("has `" + key + "` " + value + "; it must be from " + min + " to " + max);
        return value.doubleValue();
    }

    double real(String key, double min, double max, double fallback) {
        return has(key) ? real(key, min, max) : fallback;
    }

    /** A list of exactly {@code count} numbers. */
    float[] reals(String key, int count, double min, double max) {
        JsonNode list = list(key, count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            if (!list.get(i).isNumber()
                    || !(list.get(i).doubleValue() >= min && list.get(i).doubleValue() <= max))
                throw wrong("has " + list.get(i) + " in `" + key + "`; it must be a number from " + min + " to " + max);
            values[i] = (float) list.get(i).doubleValue();
        }
        return values;
    }

    /** A list of exactly {@code count} values. */
    JsonNode list(String key, int count) {
        JsonNode list = node.path(key);
        if (!list.isArray() || list.size() != count)
            throw wrong("needs a list of " + count + " values `" + key + "`"
                    + (list.isArray() ? ", not of " + list.size() : instead(list)));
        return list;
    }

    private static String instead(JsonNode value) {
        if (value.isMissingNode()) return "";
        String text = value.toString();
        return ", not " + (text.length() > 40 ? text.substring(0, 40) + "..." : text);
    }

    EngineException wrong(String what) {
        return new EngineException(file + " " + what);
    }
}
