package assay.engine.text;

import assay.engine.EngineException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value and where it stands, so that every complaint names the file and the field.
 *
 * @param value a map, list, string, long, double, boolean or null
 */
record Json(String place, Object value) {
    private static final int MAX_VALUES = 500_000;
    private static final long MAX_BYTES = 128L << 20;

    // Vocabularies have too many names for the parser's own name table, which gives up on crafted collisions.
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxNestingDepth(200)
                    .build())
            .build();

    /** A whole small file. */
    static Json read(Path file) {
        try (JsonParser parser = FACTORY.createParser(file.toFile())) {
            parser.nextToken();
            Json json = read(parser, file + ":");
            if (parser.nextToken() != null) {
                throw new EngineException(file + " goes on after its end: it must hold one JSON value.");
            }
            return json;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The value the parser stands on. */
    static Json read(JsonParser parser, String place) throws IOException {
        return new Json(place, value(parser, place, new int[] {MAX_VALUES}));
    }

    static EngineException unreadable(Path file, IOException e) {
        String reason = e instanceof com.fasterxml.jackson.core.JsonProcessingException json
                ? "is not valid JSON: " + json.getOriginalMessage()
                : "cannot be read: " + e;
        return new EngineException(file + " " + reason.lines().findFirst().orElse("") + ".", e);
    }

    private static Object value(JsonParser parser, String place, int[] left) throws IOException {
        if (left[0]-- == 0) {
            throw new EngineException(place + " holds more than " + MAX_VALUES + " values, which no tokenizer needs.");
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new EngineException(place + " is empty: expected a JSON value.");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser, place, left));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser, place, left));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new EngineException(place + " is not valid JSON.");
        };
    }

    /** A field that is present and not null. */
    Optional<Json> get(String field) {
        return Optional.ofNullable(map().get(field)).map(found -> new Json(place + " " + field, found));
    }

    Json require(String field) {
        return get(field).orElseThrow(() -> new EngineException(place + " lacks the field '" + field + "'."));
    }

    boolean flag(String field, boolean absent) {
        return get(field).map(Json::bool).orElse(absent);
    }

    boolean bool() {
        return value instanceof Boolean b ? b : fail("true or false");
    }

    String text() {
        return value instanceof String s ? s : fail("a string");
    }

    /** A count or token id: 0 to 2^31 - 1. */
    int number() {
        return value instanceof Long n && n >= 0 && n <= Integer.MAX_VALUE ? n.intValue() : fail("a whole number >= 0");
    }

    List<Json> list() {
        if (!(value instanceof List<?> items)) {
            return fail("a list");
        }
        List<Json> result = new ArrayList<>(items.size());
        for (Object item : items) {
            result.add(new Json(place + "[" + result.size() + "]", item));
        }
        return result;
    }

    Map<?, ?> map() {
        return value instanceof Map<?, ?> m ? m : fail("an object");
    }

    boolean isList() {
        return value instanceof List;
    }

    boolean isText() {
        return value instanceof String;
    }

    /** A component this program does not know. */
    EngineException unsupported(String what, String supported) {
        return new EngineException(place + ": the " + what + " is not supported; supported are " + supported + ".");
    }

    private <T> T fail(String expected) {
        throw new EngineException(place + " must be " + expected + ".");
    }
}
