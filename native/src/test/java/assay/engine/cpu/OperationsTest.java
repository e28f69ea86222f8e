package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.DType;
import assay.engine.Mask;
import assay.engine.Scope;
import assay.engine.Scores;
import assay.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Every operation beside a plain computation in double precision. */
class OperationsTest {
    private CpuEngine engine;
    private Scope scope;

    @BeforeTry
    void open() {
        engine = new CpuEngine(2);
        scope = engine.scope();
    }

    @AfterTry
    void close() {
        scope.close();
        engine.close();
    }

    private static int product(int... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    private Tensor random(Random random, int... shape) {
        return engine.array(Numbers.floats(random, product(shape)), shape);
    }

    private static double[] map(float[] x, DoubleUnaryOperator f) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) y[i] = f.applyAsDouble(x[i]);
        return y;
    }

    @Property(tries = 40)
    void functions(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int n) {
        Tensor x = random(new Random(seed), n);
        float[] v = x.floats();
        Numbers.near(engine.negative(x).floats(), map(v, a -> -a), 0);
        Numbers.near(engine.exp(x).floats(), map(v, Math::exp), 1e-6);
        Numbers.near(engine.tanh(x).floats(), map(v, Math::tanh), 1e-6);
        Numbers.near(engine.sigmoid(x).floats(), map(v, a -> 1 / (1 + Math.exp(-a))), 1e-6);
        Numbers.near(engine.silu(x).floats(), map(v, a -> a / (1 + Math.exp(-a))), 1e-6);
        Numbers.near(
                engine.geluApprox(x).floats(),
                map(v, a -> 0.5 * a * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (a + 0.044715 * a * a * a)))),
                2e-6);
        Tensor square = engine.multiply(x, x);
        float[] s = square.floats();
        Numbers.near(engine.sqrt(square).floats(), map(s, Math::sqrt), 1e-6);
        Numbers.near(engine.rsqrt(engine.add(square, 1f)).floats(), map(s, a -> 1 / Math.sqrt(a + 1)), 1e-6);
        Numbers.near(engine.log(engine.add(square, 1f)).floats(), map(s, a -> Math.log(a + 1)), 1e-6);
        Numbers.near(engine.multiply(x, 0.5f).floats(), map(v, a -> a * 0.5), 0);
    }

    @Property(tries = 60)
    void broadcasting(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int a,
            @ForAll @IntRange(min = 1, max = 4) int b,
            @ForAll @IntRange(min = 1, max = 40) int c,
            @ForAll @IntRange(min = 0, max = 7) int left,
            @ForAll @IntRange(min = 0, max = 7) int right) {
        Random random = new Random(seed);
        int[] p = {left % 2 == 0 ? a : 1, left / 2 % 2 == 0 ? b : 1, left / 4 % 2 == 0 ? c : 1};
        int[] q = {right % 2 == 0 ? a : 1, right / 2 % 2 == 0 ? b : 1, right / 4 % 2 == 0 ? c : 1};
        Tensor x = random(random, p);
        Tensor y = p[0] == 1 ? random(random, q) : engine.reshape(random(random, q), q);
        int[] shape = {Math.max(p[0], q[0]), Math.max(p[1], q[1]), Math.max(p[2], q[2])};
        check(engine.add(x, y), x, y, shape, Double::sum);
        check(engine.subtract(x, y), x, y, shape, (u, v) -> u - v);
        check(engine.multiply(x, y), x, y, shape, (u, v) -> u * v);
        check(engine.divide(x, y), x, y, shape, (u, v) -> u / v);
        check(engine.maximum(x, y), x, y, shape, Math::max);
        check(engine.minimum(x, y), x, y, shape, Math::min);
    }

    private static void check(Tensor got, Tensor x, Tensor y, int[] shape, DoubleBinaryOperator f) {
        assertThat(got.shape()).isEqualTo(shape);
        float[] a = x.floats();
        float[] b = y.floats();
        double[] expected = new double[product(shape)];
        for (int i = 0; i < expected.length; i++)
            expected[i] = f.applyAsDouble(a[index(i, shape, x.shape())], b[index(i, shape, y.shape())]);
        Numbers.near(got.floats(), expected, 1e-6);
    }

    /** Where element i of {@code shape} comes from in a tensor broadcast to it. */
    private static int index(int i, int[] shape, int[] own) {
        int at = 0;
        int stride = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            if (own[d] > 1) at += i % shape[d] * stride;
            stride *= own[d];
            i /= shape[d];
        }
        return at;
    }

    @Property(tries = 60)
    void reductions(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int a,
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(min = 1, max = 5) int c,
            @ForAll boolean keepdims) {
        Tensor x = random(new Random(seed), a, n, c);
        float[] v = x.floats();
        double[] sum = new double[a * c];
        double[] max = new double[a * c];
        double[] exps = new double[a * c];
        int[] arg = new int[a * c];
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < a; i++)
            for (int k = 0; k < c; k++)
                for (int j = 0; j < n; j++) {
                    double e = v[(i * n + j) * c + k];
                    sum[i * c + k] += e;
                    exps[i * c + k] += Math.exp(e);
                    if (e > max[i * c + k]) {
                        max[i * c + k] = e;
                        arg[i * c + k] = j;
                    }
                }
        double[] soft = new double[v.length];
        for (int i = 0; i < v.length; i++) soft[i] = Math.exp(v[i]) / exps[i / (n * c) * c + i % c];
        assertThat(engine.sum(x, 1, keepdims).shape()).isEqualTo(keepdims ? new int[] {a, 1, c} : new int[] {a, c});
        Numbers.near(engine.sum(x, 1, keepdims).floats(), sum, 2e-5);
        Numbers.near(
                engine.mean(x, -2, keepdims).floats(),
                Arrays.stream(sum).map(s -> s / n).toArray(),
                1e-6);
        Numbers.near(engine.max(x, 1, keepdims).floats(), max, 0);
        Numbers.near(
                engine.logsumexp(x, 1, keepdims).floats(),
                Arrays.stream(exps).map(Math::log).toArray(),
                1e-6);
        Numbers.near(engine.softmax(x, 1).floats(), soft, 1e-6);
        assertThat(engine.argmax(x, 1).ints()).isEqualTo(arg);
        Tensor last = engine.transpose(x, 0, 2, 1);
        Numbers.same(
                engine.sum(last, -1, false).floats(), engine.sum(x, 1, false).floats());
        Numbers.same(
                engine.softmax(last, 2).floats(),
                engine.transpose(engine.softmax(x, 1), 0, 2, 1).floats());
    }

    @Property(tries = 30)
    void notANumberIsNeverHidden(
            @ForAll @IntRange(min = 1, max = 50) int n, @ForAll @IntRange(min = 0, max = 49) int at) {
        float[] v = new float[n];
        v[at % n] = Float.NaN;
        Tensor x = engine.array(v, 1, n);
        assertThat(engine.max(x, 1, false).floats()[0]).isNaN();
        assertThat(engine.logsumexp(x, 1, false).floats()[0]).isNaN();
        assertThat(engine.argmax(x, 1).ints()).containsExactly(at % n);
        for (float y : engine.softmax(x, 1).floats()) assertThat(y).isNaN();
        assertThat(engine.maximum(x, engine.zeros(1)).floats()[at % n]).isNaN();
        Tensor q = engine.reshape(x, 1, 1, 1, n);
        for (float y : engine.scaledDotProductAttention(q, q, q, 1, new Scores(1), new Mask.None())
                .floats()) assertThat(y).isNaN();
    }

    @Property(tries = 60)
    void matrices(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 9) int m,
            @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @IntRange(min = 1, max = 140) int n,
            @ForAll boolean shared) {
        Random random = new Random(seed);
        Tensor a = random(random, batch, m, k);
        Tensor b = shared ? random(random, k, n) : random(random, batch, k, n);
        float[] x = a.floats();
        float[] y = b.floats();
        double[] expected = new double[batch * m * n];
        for (int i = 0; i < batch * m; i++)
            for (int j = 0; j < n; j++)
                for (int l = 0; l < k; l++)
                    expected[i * n + j] += (double) x[i * k + l] * y[(shared ? 0 : i / m * k * n) + l * n + j];
        assertThat(engine.matmul(a, b).shape()).containsExactly(batch, m, n);
        Numbers.near(engine.matmul(a, b).floats(), expected, 1e-5);
        if (shared) {
            Tensor rows = engine.reshape(a, batch * m, k);
            Numbers.near(engine.linear(rows, engine.transpose(b, 1, 0)).floats(), expected, 1e-5);
        }
    }

    @Property(tries = 60)
    void linearOnStoredWeights(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 100) int in,
            @ForAll @IntRange(min = 1, max = 20) int out,
            @ForAll @IntRange(min = 0, max = 2) int type) {
        Random random = new Random(seed);
        DType dtype = List.of(DType.F32, DType.BF16, DType.F16).get(type);
        Tensor w = engine.load(Numbers.raw(dtype, Numbers.floats(random, in * out), out, in));
        Tensor x = random(random, rows, in);
        float[] a = x.floats();
        float[] b = w.floats();
        double[] expected = new double[rows * out];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < out; j++)
                for (int k = 0; k < in; k++) expected[i * out + j] += (double) a[i * in + k] * b[j * in + k];
        Numbers.near(engine.linear(x, w).floats(), expected, 1e-5);
        Numbers.same(
                engine.linear(x, w).floats(),
                engine.linear(x, engine.astype(w, DType.F32)).floats());
        Numbers.same(
                engine.add(w, w).floats(),
                engine.multiply(engine.astype(w, DType.F32), 2).floats());
    }

    @Property(tries = 60)
    void norm(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 200) int n) {
        Random random = new Random(seed);
        Tensor x = random(random, rows, n);
        Tensor w = engine.load(Numbers.raw(DType.BF16, Numbers.floats(random, n), n));
        float[] a = x.floats();
        float[] g = w.floats();
        double[] expected = new double[rows * n];
        for (int r = 0; r < rows; r++) {
            double squares = 0;
            for (int i = 0; i < n; i++) squares += (double) a[r * n + i] * a[r * n + i];
            for (int i = 0; i < n; i++) expected[r * n + i] = a[r * n + i] / Math.sqrt(squares / n + 1e-6) * g[i];
        }
        Numbers.near(engine.rmsNorm(x, w, 1e-6f).floats(), expected, 2e-6);
    }

    @Property(tries = 60)
    void rope(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 6) int t,
            @ForAll @IntRange(min = 1, max = 20) int half,
            @ForAll @IntRange(min = 0, max = 5) int rest,
            @ForAll @IntRange(min = 0, max = 1000) int offset) {
        Random random = new Random(seed);
        int d = 2 * half + rest;
        Tensor x = engine.transpose(random(random, 1, t, heads, d), 0, 2, 1, 3);
        float[] freqs = new float[half];
        for (int i = 0; i < half; i++) freqs[i] = (float) Math.pow(10000, (double) i / half);
        float[] v = x.floats();
        double[] expected = map(v, a -> a);
        for (int r = 0; r < heads * t; r++)
            for (int i = 0; i < half; i++) {
                double angle = (float) (offset + r % t) * (1 / freqs[i]);
                double p = v[r * d + i];
                double q = v[r * d + half + i];
                expected[r * d + i] = p * Math.cos(angle) - q * Math.sin(angle);
                expected[r * d + half + i] = p * Math.sin(angle) + q * Math.cos(angle);
            }
        Numbers.near(engine.rope(x, 2 * half, engine.array(freqs, half), offset).floats(), expected, 1e-6);
    }

    @Property(tries = 80)
    void attention(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2) int batch,
            @ForAll @IntRange(min = 1, max = 2) int kvHeads,
            @ForAll @IntRange(min = 1, max = 3) int share,
            @ForAll @IntRange(min = 1, max = 6) int t,
            @ForAll @IntRange(min = 0, max = 30) int before,
            @ForAll @IntRange(min = 0, max = 4) int room,
            @ForAll @IntRange(min = 1, max = 40) int d,
            @ForAll @IntRange(min = -1, max = 9) int window,
            @ForAll @IntRange(min = 0, max = 3) int cap) {
        Random random = new Random(seed);
        int keys = before + t;
        int s = keys + room;
        int heads = kvHeads * share;
        Tensor q = engine.transpose(random(random, batch, t, heads, d), 0, 2, 1, 3);
        Tensor k = random(random, batch, kvHeads, s, d);
        Tensor v = random(random, batch, kvHeads, s, d);
        Mask mask = window < 0 ? new Mask.None() : window == 0 ? new Mask.Causal() : new Mask.Window(window);
        float[] a = q.floats();
        float[] b = k.floats();
        float[] c = v.floats();
        double[] expected = new double[batch * heads * t * d];
        for (int h = 0; h < batch * heads; h++)
            for (int i = 0; i < t; i++) {
                int kv = h / heads * kvHeads + h % heads / share;
                double total = 0;
                for (int j = 0; j < keys; j++) {
                    int own = before + i;
                    if (window >= 0 && j > own || window > 0 && j <= own - window) continue;
                    double score = 0;
                    for (int e = 0; e < d; e++) score += (double) a[(h * t + i) * d + e] * b[(kv * s + j) * d + e];
                    double p = Math.exp(cap == 0 ? score * 0.2 : cap * Math.tanh(score * 0.2 / cap));
                    total += p;
                    for (int e = 0; e < d; e++) expected[(h * t + i) * d + e] += p * c[(kv * s + j) * d + e];
                }
                for (int e = 0; e < d; e++) expected[(h * t + i) * d + e] /= total;
            }
        Numbers.near(
                engine.scaledDotProductAttention(q, k, v, keys, new Scores(0.2f, cap), mask)
                        .floats(),
                expected,
                1e-5);
    }

    @Property(tries = 40)
    void shapesThatDoNotFitAreNamed(@ForAll @IntRange(min = 2, max = 9) int n) {
        Tensor x = engine.zeros(n, n);
        Tensor y = engine.zeros(n + 1, n + 1);
        assertThatThrownBy(() -> engine.add(x, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Arrays.toString(x.shape()))
                .hasMessageContaining(Arrays.toString(y.shape()));
        assertThatThrownBy(() -> engine.matmul(x, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Arrays.toString(x.shape()))
                .hasMessageContaining(Arrays.toString(y.shape()));
        assertThatThrownBy(() -> engine.linear(x, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Arrays.toString(x.shape()))
                .hasMessageContaining(Arrays.toString(y.shape()));
        assertThatThrownBy(() -> engine.concatenate(List.of(x, y), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Arrays.toString(x.shape()))
                .hasMessageContaining(Arrays.toString(y.shape()));
        assertThatThrownBy(() -> engine.reshape(x, n, -1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.reshape(x, n + 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.zeros(1 << 20, 1 << 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.zeros(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.take(x, engine.array(new int[] {n}, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.sum(x, 2, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.array(new float[3], 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
