package assay.lib.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.model.Model;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property
    void numbersKeepEveryBit(@ForAll double number) throws JsonProcessingException {
        String text = Json.of(Value.of(number)).toString();
        double back = ((Value.Num) Json.data(MAPPER.readTree(text))).value();
        assertThat(Double.doubleToRawLongBits(back)).isEqualTo(Double.doubleToRawLongBits(number));
    }

    @Test
    void wholeNumbersHaveNoPoint() {
        assertThat(Json.of(Value.of(20)).toString()).isEqualTo("20");
        assertThat(Json.of(Value.of(0.5)).toString()).isEqualTo("0.5");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatJsonCannotSay(double number) {
        assertThatThrownBy(() -> Json.of(Value.of(number)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("JSON has no number");
    }

    @Test
    void everyKindOfValueComesBack() throws JsonProcessingException {
        try (Examples examples = new Examples()) {
            Model qilin = examples.model("qilin");
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("text", Value.of("a\nb"));
            fields.put("flag", Value.of(false));
            fields.put("none", new Value.None());
            fields.put("range", new Value.Range(-1, 3));
            fields.put("pair", new Value.Pair("green", "red"));
            fields.put("list", new Value.Listing(List.of(Value.of(1), new Value.Listing(List.of()))));
            fields.put("model", new Value.ModelRef(qilin));
            fields.put(
                    "table",
                    new Rows("a", "b").add(1, "x").add(new Value.None(), 0.1).table());
            fields.put("tensor", new TensorValue("t", List.of("x", "y"), new int[] {1, 2}, new float[] {0.1f, -3}));
            fields.put("like_a_model", new Value.Rec(Map.of("model", Value.of("gpt"))));
            fields.put("like_a_record", new Value.Rec(Map.of("record", new Value.Rec(Map.of()))));
            fields.put("like_a_result", new Value.Rec(Map.of("verb", Value.of("to be"))));
            Result result = new Result("ask", fields, Map.of("prompt_tps", Value.of(3.5)));
            Result back = (Result) Json.value(reparsed(Json.withTensors(result)), name -> qilin);
            assertThat(back).isEqualTo(result);
            assertThat(back.measured()).isEqualTo(result.measured());
            assertThat(Json.of(result).path("tensor").has("data")).isFalse();
        }
    }

    @Test
    void dataOfOthersHoldsRecordsAndTablesOnly() throws JsonProcessingException {
        Value value = Json.data(MAPPER.readTree("""
                [{"model": "gpt"}, {"verb": "be"}, {"range": [1, 2]}, {"columns": ["a"], "rows": [[1]]},
                 {"columns": ["a"], "rows": [[1, 2]]}, {"columns": ["a", "a"], "rows": []}, null, 1e3]"""));
        List<Value> items = ((Value.Listing) value).items();
        assertThat(items.subList(0, 3)).hasOnlyElementsOfType(Value.Rec.class);
        assertThat(items.get(3)).isEqualTo(new Rows("a").add(1).table());
        assertThat(items.subList(4, 6)).hasOnlyElementsOfType(Value.Rec.class);
        assertThat(items.get(6)).isEqualTo(new Value.None());
        assertThat(items.get(7)).isEqualTo(Value.of(1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999",
                "{\"tensor\": \"t\", \"axes\": [\"x\"], \"shape\": [2], \"data\": [1]}",
                "{\"tensor\": \"t\", \"axes\": [\"x\"], \"shape\": [1], \"data\": [\"a\"]}",
                "{\"range\": [1, \"b\"]}"
            })
    void refusesDamagedDocuments(String text) throws JsonProcessingException {
        JsonNode tree = MAPPER.readTree(text);
        assertThatThrownBy(() -> Json.value(tree, name -> null)).isInstanceOf(Failure.class);
    }

    private static JsonNode reparsed(JsonNode tree) throws JsonProcessingException {
        return MAPPER.readTree(tree.toString());
    }
}
