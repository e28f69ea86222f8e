package assay.lib.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrinterTest {

    @ParameterizedTest
    @CsvSource({
        "20, 20, 20",
        "-1, -1, -1",
        "-0.0, 0, 0",
        "0.85, 0.85, 0.85",
        "0.1234567891, 0.1234567891, 0.123457",
        "123456.789, 123456.789, 123457",
        "5e-6, 5e-6, 5e-6",
        "-1.23456789e-7, -1.23456789e-7, -1.23457e-7",
        "0.00012, 0.00012, 0.00012",
        "1e15, 1e15, 1e15",
        "1.5e300, 1.5e300, 1.5e300",
        "999999.9999, 999999.9999, 1000000",
    })
    void writesNumbers(double number, String exact, String brief) {
        assertThat(Values.text(Value.of(number))).isEqualTo(exact);
        assertThat(Values.brief(Value.of(number))).isEqualTo(brief);
    }

    @Property
    void exactTextReadsBack(@ForAll double number) {
        assertThat(Double.parseDouble(Values.text(Value.of(number)))).isEqualTo(number + 0.0);
    }

    @Test
    void writesValuesAsScriptsDo() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", Value.of("a \"b\"\n\u0007"));
        fields.put("range", new Value.Range(9, 26));
        fields.put("pair", new Value.Pair("green", "red"));
        fields.put("none", new Value.None());
        Value rec = new Value.Rec(fields);
        assertThat(Values.text(rec))
                .isEqualTo("{name: \"a \\\"b\\\"\\n\\u{7}\", range: 9..26, pair: green->red, none: none}");
        assertThat(Values.text(Value.of("a \"b\""))).isEqualTo("a \"b\"");
        assertThat(Values.text(new Value.Listing(List.of(Value.of(1), Value.of("x"), Value.of(true)))))
                .isEqualTo("[1, \"x\", yes]");
        assertThat(Values.text(new Rows("a", "b").add(1, 2).table())).isEqualTo("table of 1 row (a, b)");
        assertThat(Values.text(
                        new TensorValue("resid_post", List.of("prompts", "hidden"), new int[] {2, 3}, new float[6])))
                .isEqualTo("tensor resid_post [prompts 2, hidden 3]");
        assertThat(Values.text(new Result("converge", Map.of("iterations", Value.of(2)))))
                .isEqualTo("converge {iterations: 2}");
    }
}
