package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Mask;
import assay.engine.Quantization;
import assay.engine.Scope;
import assay.engine.Scores;
import assay.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A row's result depends on that row alone: not on the rows beside it, nor on the threads, nor on the cache's pieces. */
class InvarianceTest {

    private static float[] compute(int threads, Kernels kernels, java.util.function.Function<CpuEngine, Tensor> f) {
        try (CpuEngine engine = new CpuEngine(threads, kernels);
                Scope _ = engine.scope()) {
            return f.apply(engine).floats();
        }
    }

    /** On 1 and 3 threads, with vectors and without, all rows together and each by itself. */
    private static void rowByRow(float[] x, int rows, int in, BiFunction<CpuEngine, Tensor, Tensor> f) {
        Kernels vectors = new VectorKernels();
        float[] all = compute(1, vectors, e -> f.apply(e, e.array(x, rows, in)));
        Numbers.same(compute(3, vectors, e -> f.apply(e, e.array(x, rows, in))), all);
        Numbers.same(compute(2, new ScalarKernels(vectors.lanes()), e -> f.apply(e, e.array(x, rows, in))), all);
        int out = all.length / rows;
        for (int r = 0; r < rows; r += 1 + rows / 5) {
            float[] row = Arrays.copyOfRange(x, r * in, (r + 1) * in);
            Numbers.same(
                    compute(3, vectors, e -> f.apply(e, e.array(row, 1, in))),
                    Arrays.copyOfRange(all, r * out, (r + 1) * out));
        }
    }

    @Property(tries = 12)
    void linear(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int rows,
            @ForAll @IntRange(min = 1, max = 300) int in) {
        Random random = new Random(seed);
        float[] w = Numbers.floats(random, 101 * in);
        rowByRow(
                Numbers.floats(random, rows * in),
                rows,
                in,
                (e, x) -> e.linear(x, e.load(Numbers.raw(DType.BF16, w, 101, in))));
    }

    @Property(tries = 24)
    void quantizedMatmul(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 6) int groups,
            @ForAll @IntRange(min = 0, max = 6) int bits) {
        Random random = new Random(seed);
        Quantization q = bits == 6
                ? new Quantization(Quantization.Mode.MXFP4, 32, 4)
                : new Quantization(
                        Quantization.Mode.AFFINE, 64, List.of(2, 3, 4, 5, 6, 8).get(bits));
        int in = groups * 64;
        float[] w = Numbers.floats(random, 101 * in);
        rowByRow(Numbers.floats(random, rows * in), rows, in, (e, x) -> {
            return e.quantizedMatmul(x, e.quantize(e.array(w, 101, in), q));
        });
    }

    @Property(tries = 12)
    void normAndActivations(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int rows,
            @ForAll @IntRange(min = 1, max = 300) int n) {
        Random random = new Random(seed);
        float[] w = Numbers.floats(random, n);
        rowByRow(
                Numbers.floats(random, rows * n),
                rows,
                n,
                (e, x) -> e.softmax(e.silu(e.rmsNorm(x, e.array(w, n), 1e-5f)), -1));
    }

    @Property(tries = 30)
    void attentionOverACacheInPieces(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 90) int length,
            @ForAll @IntRange(min = 0, max = 3) int pieces,
            @ForAll @IntRange(min = 0, max = 20) int window,
            @ForAll @IntRange(min = 0, max = 2) int cap) {
        Random random = new Random(seed);
        int heads = 6;
        int kv = 2;
        int d = 20;
        float[] q = Numbers.floats(random, heads * length * d);
        float[] k = Numbers.floats(random, kv * length * d);
        float[] v = Numbers.floats(random, kv * length * d);
        float[] freqs = {1, 3, 9, 27, 81, 243, 729, 2187};
        Scores scores = new Scores(0.3f, cap);
        Mask mask = window == 0 ? new Mask.Causal() : new Mask.Window(window);
        Kernels vectors = new VectorKernels();
        float[] whole = compute(3, vectors, e -> attend(e, q, k, v, freqs, length, length, heads, kv, d, scores, mask));
        Numbers.same(
                compute(1, vectors, e -> attend(e, q, k, v, freqs, length, length, heads, kv, d, scores, mask)), whole);
        Numbers.same(
                compute(2, vectors, e -> attend(e, q, k, v, freqs, length, 1 + pieces, heads, kv, d, scores, mask)),
                whole);
        Numbers.same(
                compute(
                        2,
                        new ScalarKernels(vectors.lanes()),
                        e -> attend(e, q, k, v, freqs, length, 7, heads, kv, d, scores, mask)),
                whole);
    }

    /** A sequence read {@code step} tokens at a time through a cache with room to spare. */
    private static Tensor attend(
            CpuEngine e,
            float[] q,
            float[] k,
            float[] v,
            float[] freqs,
            int length,
            int step,
            int heads,
            int kv,
            int d,
            Scores scores,
            Mask mask) {
        Tensor queries = e.array(q, 1, heads, length, d);
        Tensor keys = e.array(k, 1, kv, length, d);
        Tensor values = e.array(v, 1, kv, length, d);
        Tensor f = e.array(freqs, freqs.length);
        Tensor keyCache = e.zeros(1, kv, length + 5, d);
        Tensor valueCache = e.zeros(1, kv, length + 5, d);
        List<Tensor> parts = new java.util.ArrayList<>();
        for (int at = 0; at < length; at += step) {
            int end = Math.min(length, at + step);
            int[] start = {0, 0, at, 0};
            Tensor own = e.rope(e.slice(keys, start, new int[] {1, kv, end, d}), 16, f, at);
            keyCache = e.sliceUpdate(keyCache, own, start);
            valueCache = e.sliceUpdate(valueCache, e.slice(values, start, new int[] {1, kv, end, d}), start);
            Tensor asked = e.rope(e.slice(queries, start, new int[] {1, heads, end, d}), 16, f, at);
            parts.add(e.scaledDotProductAttention(asked, keyCache, valueCache, end, scores, mask));
        }
        return e.concatenate(parts, 2);
    }
}
