package assay.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What counts as equal, as near enough and as a difference, and what kind of difference it is. */
class ComparisonTest {
    private static Comparison compare(String first, String second, boolean exact) {
        try {
            ObjectMapper json = new ObjectMapper();
            return Comparison.of(
                    json.readTree("{\"results\": " + first + "}"),
                    json.readTree("{\"results\": " + second + "}"),
                    exact);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String told(String first, String second, boolean exact) {
        Comparison comparison = compare(first, second, exact);
        StringBuilder out = new StringBuilder();
        comparison.differences().forEach(difference -> out.append(difference.line())
                .append('\n'));
        return out.append(comparison.summary()).toString();
    }

    @Test
    void equalIsEqual() {
        String tree = """
                {"a": {"verb": "ask", "text": "x", "logprobs": [-0.1, -2.5e-7]}, "b": [1, true, null, "inf"],
                 "t": {"columns": ["a", "b"], "rows": [[1, "x"], [2, "y"]]}}""";
        assertThat(told(tree, tree, true)).isEqualTo("12 values equal, 0 within tolerance, 0 differ");
    }

    @Test
    void numbersMayMoveAcrossEnginesAndNotOnTheCpu() {
        String first = "{\"p\": [0.5, 100.25, 3.0e-9, 0.25], \"n\": 3}";
        String second = "{\"p\": [0.50001, 100.26, 7.0e-9, 0.251], \"n\": 3}";
        assertThat(told(first, second, false)).isEqualTo("""
                p[3]: 0.25 and 0.251 (beyond the tolerance, 0.40% apart)
                1 values equal, 3 within tolerance, 5.7e-01 at most, at p[2]; 1 differ""");
        assertThat(told("{\"p\": 0.5}", "{\"p\": 0.5000000000000001}", true)).isEqualTo("""
                p: 0.5 and 0.5000000000000001 (rounding, where every bit was expected to be equal, 2.2e-14% apart)
                0 values equal, 0 within tolerance, 1 differ""");
    }

    @Test
    void aTokenThatDiffersIsAnArgmaxThatMoved() {
        String first =
                "{\"war\": {\"tokens\": [1, 2], \"winner\": \"a\", \"history\": {\"columns\": [\"cell\", \"new\"], "
                        + "\"rows\": [[0, \" cat\"]]}, \"length\": 4, \"blocked\": false}}";
        String second =
                "{\"war\": {\"tokens\": [1, 3], \"winner\": \"b\", \"history\": {\"columns\": [\"cell\", \"new\"], "
                        + "\"rows\": [[1, \" dog\"], [2, \"x\"]]}, \"length\": 5, \"blocked\": true}}";
        assertThat(told(first, second, false)).isEqualTo("""
                war.tokens[1]: 2 and 3 (another token was chosen: an argmax moved)
                war.winner: "a" and "b" (another text)
                war.history: 1 rows and 2 rows (another length)
                war.history[0].cell: 0 and 1 (another whole number)
                war.history[0].new: " cat" and " dog" (another token was chosen: an argmax moved)
                war.length: 4 and 5 (another whole number)
                war.blocked: false and true (another answer to yes or no)
                1 values equal, 0 within tolerance, 7 differ""");
    }

    @Test
    void whatOnlyOneHasAndWhatIsOfAnotherKindDiffers() {
        assertThat(told("{\"a\": 1, \"b\": \"1\", \"c\": [1, 2]}", "{\"b\": 1, \"c\": [1], \"d\": {}}", false))
                .isEqualTo("""
                        a: 1 and nothing (only one of them has it)
                        b: "1" and 1 (another kind of value)
                        c: 2 items and 1 items (another length)
                        d: nothing and {} (only one of them has it)
                        1 values equal, 0 within tolerance, 4 differ""");
    }

    @Test
    void aLongTextIsShownWhereItDiffers() {
        String long1 = "{\"text\": \"" + "word ".repeat(100) + "cat" + "\"}";
        String long2 = "{\"text\": \"" + "word ".repeat(100) + "dog" + "\"}";
        assertThat(told(long1, long2, false))
                .startsWith("text: ...word word word word cat\" and ...word word word word dog\" (another token");
    }

    @Property
    void whatIsNearerThanTheToleranceNeverDiffersAcrossEngines(
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double number,
            @ForAll @DoubleRange(min = -0.99, max = 0.99) double share) {
        double moved = number * (1 + share * Comparison.TOLERANCE) + 1e-12;
        Comparison comparison = compare("[" + (number + 1e-12) + "]", "[" + moved + "]", false);
        assertThat(comparison.differences()).isEmpty();
    }
}
