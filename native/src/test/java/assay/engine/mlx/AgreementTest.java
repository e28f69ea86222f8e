package assay.engine.mlx;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Mask;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Scope;
import assay.engine.Scores;
import assay.engine.Tensor;
import assay.engine.cpu.CpuEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of MLX beside the same operation of the CPU engine, which has double precision beside it. */
class AgreementTest {
    private MlxEngine mlx;
    private CpuEngine cpu;

    @BeforeEach
    void open() {
        mlx = MlxFound.engine();
        cpu = new CpuEngine(1);
    }

    @AfterEach
    void close() {
        if (mlx == null) return;
        mlx.close();
        cpu.close();
    }

    /** Runs the same computation on both; values may differ by {@code error} of the larger one, shapes not at all. */
    private void agree(double error, Function<Engine, Tensor> computation) {
        try (Scope ours = cpu.scope();
                Scope theirs = mlx.scope()) {
            Tensor expected = computation.apply(cpu);
            Tensor found = computation.apply(mlx);
            assertThat(found.shape()).isEqualTo(expected.shape());
            float[] e = expected.floats();
            float[] f = found.floats();
            for (int i = 0; i < e.length; i++)
                assertThat((double) Math.abs(e[i] - f[i]))
                        .as("element " + i + ": " + f[i] + " for " + e[i])
                        .isLessThanOrEqualTo(error * Math.max(1, Math.abs(e[i])));
        }
    }

    private static Tensor random(Engine engine, long seed, int... shape) {
        Random random = new Random(seed);
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return engine.array(values, shape);
    }

    private static Tensor positive(Engine engine, long seed, int... shape) {
        Tensor x = random(engine, seed, shape);
        return engine.add(engine.multiply(x, x), 0.1f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void elementByElement(long seed) {
        List<Function<Engine, Function<Tensor, Tensor>>> functions = List.of(
                e -> e::negative,
                e -> e::exp,
                e -> e::log,
                e -> e::sqrt,
                e -> e::rsqrt,
                e -> e::tanh,
                e -> e::sigmoid,
                e -> e::silu,
                e -> e::geluApprox,
                e -> x -> e.add(x, 1.5f),
                e -> x -> e.multiply(x, -0.3f));
        for (Function<Engine, Function<Tensor, Tensor>> f : functions)
            agree(2e-6, e -> f.apply(e).apply(positive(e, seed, 3, 1, 17)));
        agree(0, e -> e.add(random(e, seed, 3, 1, 5), random(e, seed + 1, 2, 5)));
        agree(0, e -> e.subtract(random(e, seed, 3, 1, 5), random(e, seed + 1, 2, 5)));
        agree(0, e -> e.multiply(random(e, seed, 3, 1, 5), random(e, seed + 1, 2, 5)));
        agree(1e-6, e -> e.divide(random(e, seed, 3, 1, 5), positive(e, seed + 1, 2, 5)));
        agree(0, e -> e.maximum(random(e, seed, 3, 1, 5), random(e, seed + 1, 2, 5)));
        agree(0, e -> e.minimum(random(e, seed, 3, 1, 5), random(e, seed + 1, 2, 5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1})
    void alongAnAxis(int axis) {
        agree(2e-6, e -> e.sum(random(e, 1, 4, 9, 5), axis, false));
        agree(2e-6, e -> e.mean(random(e, 1, 4, 9, 5), axis, true));
        agree(0, e -> e.max(random(e, 1, 4, 9, 5), axis, true));
        agree(0, e -> e.argmax(random(e, 1, 4, 9, 5), axis));
        agree(2e-6, e -> e.logsumexp(random(e, 1, 4, 9, 5), axis, false));
        agree(2e-6, e -> e.softmax(random(e, 1, 4, 9, 5), axis));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shapes(long seed) {
        agree(0, e -> e.reshape(random(e, seed, 4, 6), 2, -1, 3));
        agree(0, e -> e.transpose(random(e, seed, 2, 3, 4, 5), 0, 2, 1, 3));
        agree(0, e -> e.slice(random(e, seed, 6, 7), new int[] {1, 2}, new int[] {5, 7}));
        agree(0, e -> e.sliceUpdate(random(e, seed, 6, 7), random(e, seed + 1, 2, 3), 1, 4));
        agree(0, e -> e.concatenate(List.of(random(e, seed, 2, 3), random(e, seed + 1, 2, 5)), 1));
        agree(0, e -> e.take(random(e, seed, 6, 7), e.array(new int[] {5, 0, 5}, 3)));
        agree(0, e -> e.astype(e.astype(random(e, seed, 6, 7), DType.BF16), DType.F32));
        agree(0, e -> e.zeros(2, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17})
    void matrices(int rows) {
        agree(1e-5, e -> e.matmul(random(e, 1, 2, rows, 64), random(e, 2, 2, 64, 9)));
        agree(1e-5, e -> e.linear(random(e, 1, rows, 96), random(e, 2, 31, 96)));
        agree(1e-5, e -> e.rmsNorm(random(e, 1, rows, 64), random(e, 2, 64), 1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 8})
    void affinePacking(int bits) {
        for (int group : new int[] {32, 64, 128}) {
            Quantization q = new Quantization(Quantization.Mode.AFFINE, group, bits);
            samePackedWords(q);
            packing(q);
        }
    }

    private void samePackedWords(Quantization q) {
        try (Scope ours = cpu.scope();
                Scope theirs = mlx.scope()) {
            Packed a = cpu.quantize(random(cpu, 5, 12, 256), q);
            Packed b = mlx.quantize(random(mlx, 5, 12, 256), q);
            assertThat(a.weight().ints()).isEqualTo(b.weight().ints());
        }
    }

    /** The packed words differ in the sign of zeros, in which MLX on a CPU and on a GPU differ too. */
    @Test
    void mxfp4Packing() {
        packing(new Quantization(Quantization.Mode.MXFP4, 32, 4));
    }

    private void packing(Quantization q) {
        agree(1e-6, e -> e.dequantize(e.quantize(random(e, 5, 12, 256), q)));
        agree(1e-4, e -> e.quantizedMatmul(random(e, 6, 3, 256), e.quantize(random(e, 5, 12, 256), q)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250})
    void rotaryPositions(int offset) {
        float[] freqs = {1, 3, 10, 100};
        agree(1e-5, e -> e.rope(random(e, 1, 1, 2, 5, 8), 8, e.array(freqs, 4), offset));
        agree(1e-5, e -> e.rope(random(e, 1, 1, 2, 5, 16), 8, e.array(freqs, 4), offset));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9})
    void attention(int queries) {
        List<Mask> masks = List.of(
                new Mask.None(),
                new Mask.Causal(),
                new Mask.Window(1),
                new Mask.Window(3),
                new Mask.Window(9),
                new Mask.Window(400));
        for (Mask mask : masks)
            for (int keys : new int[] {9, 20})
                for (Scores scores : List.of(new Scores(0.25f), new Scores(0.25f, 0.5f)))
                    agree(
                            1e-5,
                            e -> e.scaledDotProductAttention(
                                    random(e, 1, 1, 4, queries, 16),
                                    random(e, 2, 1, 2, 24, 16),
                                    random(e, 3, 1, 2, 24, 16),
                                    keys,
                                    scores,
                                    mask));
    }

    @Test
    void storedTypesStayUnlessTheyAreWidened() {
        MlxEngine stored = new MlxEngine(MlxFound.library(), MlxDevice.CPU, Optional.of(Precision.NATIVE));
        try (Scope scope = stored.scope()) {
            Tensor x = stored.astype(random(stored, 1, 4), DType.BF16);
            assertThat(stored.multiply(x, 0.5f).dtype()).isEqualTo(DType.BF16);
            assertThat(stored.silu(x).dtype()).isEqualTo(DType.BF16);
            assertThat(stored.geluApprox(x).dtype()).isEqualTo(DType.BF16);
        }
        stored.close();
    }
}
