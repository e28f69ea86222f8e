package assay.show;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-3, -3",
        "123456, 123456",
        "0.5, 0.5",
        "0.123456, 0.1235",
        "12.3456, 12.35",
        "123.456, 123.5",
        "1234.56, 1235",
        "0.00123456, 0.001235",
        "0.0000123456, 1.235e-5",
        "-0.00001, -1e-5",
        "123456789.5, 1.235e8",
        "1e300, 1e300",
        "NaN, nan",
        "-Infinity, -inf",
        "0.99999, 1"
    })
    void singleNumbers(double value, String text) {
        assertThat(Digits.of(value)).isEqualTo(text);
    }

    @Test
    void columnsShareTheirDigits() {
        assertThat(Digits.decimals(new double[] {1, 2, 300})).isZero();
        assertThat(Digits.decimals(new double[] {0.5, 0.25, 1})).isEqualTo(2);
        assertThat(Digits.decimals(new double[] {0.123456, Double.NaN, 0.5})).isEqualTo(4);
        assertThat(Digits.decimals(new double[] {1000.5, 0.123456})).isEqualTo(2);
        assertThat(Digits.decimals(new double[] {1, 0.0499})).isEqualTo(4);
        assertThat(Digits.of(0.00001234, 4)).isEqualTo("1.234e-5");
        assertThat(Digits.of(0.5, 4)).isEqualTo("0.5000");
    }

    @ParameterizedTest
    @CsvSource({"0, 0%", "1, 100%", "0.5, 50.0%", "0.12345, 12.3%", "0.9996, 100%", "NaN, nan"})
    void shares(double share, String text) {
        assertThat(Digits.percent(share)).isEqualTo(text);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void readsBackToFourDigits(@ForAll double value) {
        Assume.that(Math.abs(value) < 1e300);
        double read = Double.parseDouble(Digits.of(value));
        assertThat(Math.abs(read - value)).isLessThanOrEqualTo(Math.abs(value) * 5.01e-4);
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1 s", "59, 59 s", "61, 1 min 1 s", "3700, 1 h 1 min", "90000, 1 d 1 h"})
    void durations(double seconds, String text) {
        assertThat(Work.duration(seconds)).isEqualTo(text);
    }
}
