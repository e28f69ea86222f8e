package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Quantization;
import assay.engine.io.RawTensor;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every vector kernel beside its scalar twin. */
class KernelsTest {
    private final Kernels vector = new VectorKernels();
    private final Kernels scalar = new ScalarKernels(vector.lanes());

    private interface Kernel {
        void run(Kernels kernels, float[] to);
    }

    private void agree(int size, Kernel kernel) {
        float[] a = new float[size];
        float[] b = new float[size];
        kernel.run(vector, a);
        kernel.run(scalar, b);
        Numbers.same(a, b);
    }

    @Property(tries = 300)
    void functionsOfOneElement(@ForAll Unary op, @ForAll long seed, @ForAll @IntRange(min = 0, max = 90) int n) {
        float[] x = Numbers.wild(new Random(seed), n + 3);
        agree(n + 5, (k, y) -> k.unary(op, x, 3, y, 2, n));
    }

    @Property(tries = 300)
    void functionsOfTwoElements(@ForAll Binary op, @ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int n) {
        Random random = new Random(seed);
        float[] a = Numbers.wild(random, n + 1);
        float[] b = Numbers.wild(random, n + 3);
        agree(n, (k, y) -> k.binary(op, a, 1, 1, b, 3, 1, y, 0, n));
        agree(n, (k, y) -> k.binary(op, a, 1, 1, b, 3, 0, y, 0, n));
        agree(n, (k, y) -> k.binary(op, a, 1, 0, b, 3, 1, y, 0, n));
        agree(n, (k, y) -> k.binary(op, a, 1, 0, b, 3, 0, y, 0, n));
    }

    @Property(tries = 200)
    void sums(@ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int n, @ForAll boolean wild) {
        Random random = new Random(seed);
        float[] x = wild ? Numbers.wild(random, n + 2) : Numbers.floats(random, n + 2);
        float[] w = Numbers.floats(random, n);
        agree(1, (k, y) -> y[0] = k.sum(x, 2, n));
        agree(1, (k, y) -> y[0] = k.max(x, 2, n));
        agree(n + 1, (k, y) -> y[n] = k.expSum(x, 2, 0.5f, y, 0, n));
        agree(n, (k, y) -> k.rmsNorm(x, 2, w, 0, 1e-6f, y, 0, n));
    }

    @Property(tries = 100)
    void rotations(@ForAll long seed, @ForAll @IntRange(min = 1, max = 70) int half) {
        Random random = new Random(seed);
        float[] x = Numbers.floats(random, 2 * half + 1);
        float[] cos = Numbers.floats(random, half);
        float[] sin = Numbers.floats(random, half);
        agree(2 * half, (k, y) -> k.rotate(x, 1, cos, sin, 0, y, 0, half));
    }

    @Property(tries = 100)
    void products(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 11) int rows,
            @ForAll @IntRange(min = 1, max = 11) int outs,
            @ForAll @IntRange(min = 1, max = 140) int n) {
        Random random = new Random(seed);
        float[] x = Numbers.floats(random, rows * (n + 1));
        float[] w = Numbers.floats(random, outs * (n + 2));
        agree(rows * outs, (k, y) -> k.dots(x, 0, n + 1, rows, w, 0, n + 2, outs, n, y, 0, outs));
        agree(outs, (k, y) -> k.scores(x, 0, w, 0, n + 2, outs, n, 0.3f, y));
        float[] factors = Numbers.floats(random, outs);
        agree(n, (k, y) -> k.combine(factors, 0, outs, w, 0, n + 2, y, 0, n));
    }

    @Property(tries = 100)
    void widening(@ForAll DType dtype, @ForAll long seed, @ForAll @IntRange(min = 0, max = 70) int n) {
        RawTensor raw = Numbers.raw(dtype, Numbers.wild(new Random(seed), n), n);
        agree(n, (k, y) -> k.widen(dtype, raw.data(), 0, y, 0, n));
        if (dtype.floating() && n > 3)
            agree(
                    n + vector.lanes(),
                    (k, y) -> k.widenPadded(dtype, raw.data(), dtype.bytes, y, n - 3, n + vector.lanes()));
    }

    @Property(tries = 300)
    void packedWeights(
            @ForAll("packings") Quantization q,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int groups,
            @ForAll @IntRange(min = 1, max = 4) int outs) {
        Random random = new Random(seed);
        int n = groups * q.group();
        Packing packing = Packing.of(q, n, vector.lanes());
        RawTensor words =
                Numbers.words(random.ints((long) outs * packing.words()).toArray(), outs, packing.words());
        float[] scales = java.util.Arrays.copyOf(Numbers.floats(random, outs * groups), outs * groups + vector.lanes());
        float[] biases = java.util.Arrays.copyOf(Numbers.floats(random, outs * groups), outs * groups + vector.lanes());
        float[] x = Numbers.floats(random, n);
        agree(packing.size(), (k, y) -> k.arrange(packing, x, 0, y, 0));
        agree(n, (k, y) -> {
            float[] row = new float[packing.size()];
            k.unpack(
                    packing,
                    words.data(),
                    (outs - 1) * packing.words() * 4L,
                    scales,
                    biases,
                    (outs - 1) * groups,
                    row,
                    0);
            for (int i = 0; i < n; i++) y[i] = row[packing.place(i)];
        });
        agree(outs, (k, y) -> {
            float[] arranged = new float[packing.size()];
            k.arrange(packing, x, 0, arranged, 0);
            k.packedDots(packing, arranged, words.data(), 0, outs, scales, biases, y, 0, new float[4 * packing.size()]);
        });
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Quantization> packings() {
        net.jqwik.api.Arbitrary<Quantization> affine = net.jqwik.api.Combinators.combine(
                        net.jqwik.api.Arbitraries.of(32, 64, 128), net.jqwik.api.Arbitraries.of(2, 3, 4, 5, 6, 8))
                .as((group, bits) -> new Quantization(Quantization.Mode.AFFINE, group, bits));
        return net.jqwik.api.Arbitraries.oneOf(
                affine, net.jqwik.api.Arbitraries.just(new Quantization(Quantization.Mode.MXFP4, 32, 4)));
    }
}
