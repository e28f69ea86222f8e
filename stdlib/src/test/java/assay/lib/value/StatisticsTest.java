package assay.lib.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.lib.verb.Failure;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    /** Expected values from numpy, std with ddof=1. */
    @Test
    void agreesWithNumpy() {
        List<Value> x = values(1.5, 2, 4, 8);
        assertThat(Statistics.mean(x)).isEqualTo(3.875);
        assertThat(Statistics.std(x)).isCloseTo(2.954516316872639, within(1e-15));
        assertThat(Statistics.median(x)).isEqualTo(3);
        assertThat(Statistics.median(values(9, 1, 5))).isEqualTo(5);
        assertThat(Statistics.sum(x)).isEqualTo(15.5);
        assertThat(Statistics.min(x)).isEqualTo(1.5);
        assertThat(Statistics.max(x)).isEqualTo(8);
        assertThat(Statistics.sum(List.of())).isZero();
    }

    @Test
    void keepsPrecisionFarFromZero() {
        assertThat(Statistics.std(values(1e9 + 1, 1e9 + 2, 1e9 + 3))).isEqualTo(1);
    }

    @Test
    void needsEnoughFiniteNumbers() {
        fails(() -> Statistics.mean(List.of()), "`mean` needs at least one number, and there are 0");
        fails(() -> Statistics.std(values(1)), "`std` needs at least 2 numbers, and there is 1");
        fails(() -> Statistics.max(List.of(Value.of(1), Value.of("a"))), "`max` takes numbers, and item 1 is a");
        fails(() -> Statistics.min(values(1, Double.NaN)), "`min` takes finite numbers, and item 1 is NaN");
        fails(() -> Statistics.sum(values(1e308, 1e308)), "these numbers are too large for `sum`");
    }

    private static void fails(Runnable run, String message) {
        assertThatThrownBy(run::run).isInstanceOf(Failure.class).hasMessage(message);
    }

    private static List<Value> values(double... x) {
        return Arrays.stream(x).mapToObj(Value::of).toList();
    }
}
