package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class FunctionsTest {

    private interface FloatFunction {
        float apply(float x);
    }

    /** The largest error over every k-th float between two floats of the same sign, in units of the last place. */
    private static double worst(FloatFunction f, DoubleUnaryOperator exact, float from, float to) {
        int a = Float.floatToRawIntBits(from);
        int b = Float.floatToRawIntBits(to);
        double worst = 0;
        for (long bits = Math.min(a, b); bits <= Math.max(a, b); bits += 4099) {
            float x = Float.intBitsToFloat((int) bits);
            worst = Math.max(worst, Numbers.ulps(f.apply(x), exact.applyAsDouble(x)));
        }
        return worst;
    }

    @Test
    void exponentialIsWithinTwoUlps() {
        assertThat(worst(Functions::exp, StrictMath::exp, 0, 200)).isLessThanOrEqualTo(2);
        assertThat(worst(Functions::exp, StrictMath::exp, -0f, -200)).isLessThanOrEqualTo(2);
    }

    @Test
    void logarithmIsWithinTwoUlps() {
        assertThat(worst(Functions::log, StrictMath::log, Float.MIN_VALUE, Float.MAX_VALUE))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void hyperbolicTangentIsWithinThreeUlps() {
        assertThat(worst(Functions::tanh, StrictMath::tanh, Float.MIN_NORMAL, 100))
                .isLessThanOrEqualTo(3);
        assertThat(worst(Functions::tanh, StrictMath::tanh, -Float.MIN_NORMAL, -100))
                .isLessThanOrEqualTo(3);
    }

    @Property(tries = 300)
    void exponentialNearItsLimits(
            @ForAll @FloatRange(min = 88.70f, max = 88.75f) float high,
            @ForAll @FloatRange(min = -104.1f, max = -87f) float low) {
        assertThat(Numbers.ulps(Functions.exp(high), StrictMath.exp(high))).isLessThanOrEqualTo(2);
        assertThat(Numbers.ulps(Functions.exp(low), StrictMath.exp(low))).isLessThanOrEqualTo(2);
    }

    @Test
    void limits() {
        assertThat(Functions.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(Functions.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Functions.exp(Float.MAX_VALUE)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Functions.exp(-Float.MAX_VALUE)).isEqualTo(0);
        assertThat(Functions.exp(Float.NaN)).isNaN();
        assertThat(Functions.exp(0)).isEqualTo(1);
        assertThat(Functions.log(0)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Functions.log(-0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Functions.log(-1)).isNaN();
        assertThat(Functions.log(Float.NaN)).isNaN();
        assertThat(Functions.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Functions.log(1)).isEqualTo(0);
        assertThat(Functions.tanh(Float.NaN)).isNaN();
        assertThat(Functions.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Functions.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1);
    }
}
