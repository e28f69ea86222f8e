package assay.engine.check;

import assay.engine.Engine;
import assay.engine.Scope;
import assay.engine.Tensor;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** An engine's numbers beside the same in double precision. */
public final class Arithmetic {
    private static final int ROWS = 33;
    private static final int IN = 320;
    private static final int OUT = 65;

    /** What float32 can do at these sizes, with a margin. */
    public static final double LIMIT = 1e-4;

    private final float[] x = random(1, ROWS * IN);
    private final float[] w = random(2, OUT * IN);
    private double worst;

    private Arithmetic() {}

    /** The largest error of a matrix product, a softmax, a norm and an exponential, relative to the largest value. */
    public static double error(Engine engine) {
        Arithmetic arithmetic = new Arithmetic();
        try (Scope scope = engine.scope()) {
            arithmetic.run(engine);
        }
        return arithmetic.worst;
    }

    private void run(Engine engine) {
        Tensor tx = engine.array(x, ROWS, IN);
        compare(engine.linear(tx, engine.array(w, OUT, IN)), i -> dot(i / OUT, i % OUT));
        compare(engine.softmax(tx, -1), i -> Math.exp(x[i]) / sum(i / IN, Math::exp));
        float[] gain = random(3, IN);
        compare(
                engine.rmsNorm(tx, engine.array(gain, IN), 1e-6f),
                i -> x[i] / Math.sqrt(sum(i / IN, v -> v * v) / IN + 1e-6) * gain[i % IN]);
        compare(engine.exp(tx), i -> Math.exp(x[i]));
        compare(engine.silu(tx), i -> x[i] / (1 + Math.exp(-x[i])));
    }

    private double dot(int row, int column) {
        double sum = 0;
        for (int i = 0; i < IN; i++) sum += (double) x[row * IN + i] * w[column * IN + i];
        return sum;
    }

    private double sum(int row, DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < IN; i++) sum += f.applyAsDouble(x[row * IN + i]);
        return sum;
    }

    private void compare(Tensor found, IntToDoubleFunction expected) {
        float[] values = found.floats();
        double largest = 0;
        double error = 0;
        for (int i = 0; i < values.length; i++) {
            double e = expected.applyAsDouble(i);
            largest = Math.max(largest, Math.abs(e));
            double distance = Math.abs(values[i] - e);
            error = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(error, distance);
        }
        worst = Math.max(worst, error / largest);
    }

    private static float[] random(long seed, int n) {
        Random random = new Random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = (float) random.nextGaussian();
        return values;
    }
}
