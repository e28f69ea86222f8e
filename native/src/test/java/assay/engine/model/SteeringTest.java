package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Scope;
import assay.engine.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way of steering beside its formula in double precision. */
class SteeringTest {
    private static final int ROWS = 6;
    private static final int HIDDEN = 48;
    private static final float ALPHA = 0.7f;

    private static float[] unit(Random random) {
        float[] v = new float[HIDDEN];
        double squares = 0;
        for (int i = 0; i < HIDDEN; i++) squares += Math.pow(v[i] = (float) random.nextGaussian(), 2);
        for (int i = 0; i < HIDDEN; i++) v[i] /= (float) Math.sqrt(squares);
        return v;
    }

    private static double expected(Steering.Mode mode, float[] h, int row, int i, float[] d, float[] to) {
        double p = 0;
        for (int j = 0; j < HIDDEN; j++) p += (double) h[row * HIDDEN + j] * d[j];
        double x = h[row * HIDDEN + i];
        return switch (mode) {
            case ADD -> x + ALPHA * d[i];
            case SUBTRACT -> x - ALPHA * p * d[i];
            case SWAP -> x - 2 * ALPHA * p * d[i];
            case CAP -> x + (Math.clamp(p, -ALPHA, ALPHA) - p) * d[i];
            case FLOOR -> x - Math.min(p - ALPHA, 0) * d[i];
            case TRANSLATE -> x - ALPHA * p * d[i] + ALPHA * p * to[i];
        };
    }

    @ParameterizedTest
    @EnumSource(Steering.Mode.class)
    void isItsFormula(Steering.Mode mode) {
        Random random = new Random(3);
        float[] d = unit(random);
        float[] to = unit(random);
        float[] h = new float[ROWS * HIDDEN];
        for (int i = 0; i < h.length; i++) h[i] = (float) random.nextGaussian();
        boolean[] generated = {false, false, true, false, true, true};
        Rows rows = new Rows(new int[ROWS], generated, new int[ROWS]);
        for (Engine each : Engines.open())
            try (Engine engine = each;
                    Scope scope = engine.scope()) {
                for (Steering.Where where : Steering.Where.values()) {
                    Steering steering = new Steering(mode, ALPHA, Map.of(2, new Steering.Direction(d, to)), where);
                    Taps taps = steering.taps(engine, rows);
                    Tensor x = engine.array(h, ROWS, HIDDEN);
                    assertThat(taps.tap(Point.RESID_POST, 1, x)).isSameAs(x);
                    assertThat(taps.tap(Point.RESID_PRE, 2, x)).isSameAs(x);
                    float[] found = taps.tap(Point.RESID_POST, 2, x).floats();
                    for (int i = 0; i < found.length; i++) {
                        int row = i / HIDDEN;
                        boolean steered =
                                where == Steering.Where.ALL || generated[row] == (where == Steering.Where.GENERATED);
                        double wanted = steered ? expected(mode, h, row, i % HIDDEN, d, to) : h[i];
                        assertThat((double) found[i]).isCloseTo(wanted, within(1e-5));
                    }
                    Tensor half = engine.astype(x, DType.BF16);
                    assertThat(taps.tap(Point.RESID_POST, 2, half).dtype()).isEqualTo(DType.BF16);
                }
            }
    }
}
