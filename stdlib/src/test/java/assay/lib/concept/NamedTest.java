package assay.lib.concept;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lib.value.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedTest {
    private static final Value.Pair PAIR = new Value.Pair("green", "red");

    @ParameterizedTest
    @CsvSource({
        "green, FIRST",
        "Red!, SECOND",
        "'It is red, not green.', SECOND",
        "Greenish or reddish, NEITHER",
        "'', NEITHER",
        "infrared, NEITHER",
        "It is GREEN., FIRST"
    })
    void theFirstWholeWordCounts(String text, Named named) {
        assertThat(Named.in(text, PAIR)).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, green, red, SWAPPED",
        "FIRST, green, green, KEPT",
        "FIRST, green, blue, BROKEN",
        "FIRST, blue, red, MISTAKEN",
        "SECOND, red, green, SWAPPED",
        "SECOND, red, '', BROKEN"
    })
    void fates(Named own, String before, String after, Fate fate) {
        assertThat(Fate.of(own, before, after, PAIR)).isEqualTo(fate);
    }
}
