package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assay.engine.DType;
import assay.engine.Quantization;
import assay.engine.Scope;
import assay.engine.Tensor;
import assay.engine.io.RawTensor;
import assay.engine.io.Safetensors;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizedTest {

    @Provide
    Arbitrary<Quantization> quantizations() {
        return Combinators.combine(Arbitraries.of(32, 64, 128), Arbitraries.of(2, 3, 4, 5, 6, 8))
                .as(Quantization::new);
    }

    /** A row as one long number, its bits cut off one value at a time. */
    private static int[] unpack(int[] words, int from, int count, int bits, int n) {
        BigInteger row = BigInteger.ZERO;
        for (int i = count - 1; i >= 0; i--)
            row = row.shiftLeft(32).or(BigInteger.valueOf(Integer.toUnsignedLong(words[from + i])));
        int[] values = new int[n];
        for (int i = 0; i < n; i++) values[i] = row.shiftRight(i * bits).intValue() & (1 << bits) - 1;
        return values;
    }

    @Property(tries = 150)
    void productsWithRandomBits(
            @ForAll("quantizations") Quantization q,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int groups,
            @ForAll @IntRange(min = 1, max = 7) int rows,
            @ForAll @IntRange(min = 1, max = 9) int out,
            @ForAll @IntRange(min = 0, max = 2) int type) {
        Random random = new Random(seed);
        DType dtype = List.of(DType.F32, DType.BF16, DType.F16).get(type);
        int n = groups * q.group();
        int count = n * q.bits() / 32;
        int[] words = random.ints((long) out * count).toArray();
        RawTensor scales = Numbers.raw(dtype, Numbers.floats(random, out * groups), out, groups);
        RawTensor biases = Numbers.raw(dtype, Numbers.floats(random, out * groups), out, groups);
        float[] s = Numbers.stored(scales);
        float[] b = Numbers.stored(biases);
        float[] x = Numbers.floats(random, rows * n);
        double[] weights = new double[out * n];
        double[] expected = new double[rows * out];
        for (int o = 0; o < out; o++) {
            int[] values = unpack(words, o * count, count, q.bits(), n);
            for (int i = 0; i < n; i++)
                weights[o * n + i] = (double) s[o * groups + i / q.group()] * values[i] + b[o * groups + i / q.group()];
            for (int r = 0; r < rows; r++)
                for (int i = 0; i < n; i++) expected[r * out + o] += weights[o * n + i] * x[r * n + i];
        }
        double size = 1 << q.bits();
        for (Kernels kernels : List.of(new VectorKernels(), new ScalarKernels(4), new ScalarKernels(8)))
            try (CpuEngine engine = new CpuEngine(2, kernels);
                    Scope _ = engine.scope()) {
                Tensor w = engine.load(Numbers.words(words, out, count));
                Tensor sc = engine.load(scales);
                Tensor bi = engine.load(biases);
                Numbers.near(engine.dequantize(w, sc, bi, q).floats(), weights, 1e-6);
                Numbers.near(
                        engine.quantizedMatmul(engine.array(x, rows, n), w, sc, bi, q)
                                .floats(),
                        expected,
                        1e-6 * size * n);
                Tensor some = engine.array(new int[] {out - 1, 0}, 2);
                float[] taken = engine.dequantize(engine.take(w, some), engine.take(sc, some), engine.take(bi, some), q)
                        .floats();
                float[] all = engine.dequantize(w, sc, bi, q).floats();
                for (int i = 0; i < n; i++) assertThat(taken[i]).isEqualTo(all[(out - 1) * n + i]);
            }
    }

    @Property(tries = 60)
    void quantizingMovesAWeightByOneLevelAtMost(
            @ForAll("quantizations") Quantization q,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int groups) {
        int n = groups * q.group();
        float[] w = Numbers.floats(new Random(seed), 3 * n);
        try (CpuEngine engine = new CpuEngine(1);
                Scope _ = engine.scope()) {
            List<Tensor> packed = engine.quantize(engine.array(w, 3, n), q);
            float[] back = engine.dequantize(packed.get(0), packed.get(1), packed.get(2), q)
                    .floats();
            float[] scales = packed.get(1).floats();
            for (int i = 0; i < w.length; i++)
                assertThat(Math.abs(back[i] - w[i])).isLessThanOrEqualTo(Math.abs(scales[i / q.group()]) * 1.01f);
        }
    }

    @Test
    void groupsOfEqualWeightsStayWhatTheyAre() {
        try (CpuEngine engine = new CpuEngine(1);
                Scope _ = engine.scope()) {
            Quantization q = new Quantization(32, 4);
            float[] w = new float[64];
            java.util.Arrays.fill(w, 32, 64, 0.75f);
            List<Tensor> packed = engine.quantize(engine.array(w, 1, 64), q);
            assertThat(engine.dequantize(packed.get(0), packed.get(1), packed.get(2), q)
                            .floats())
                    .containsExactly(w);
        }
    }

    /** MLX quantized the same numbers. */
    @ParameterizedTest
    @CsvSource({"llama-q4, 4, 64", "llama-q8g32, 8, 32", "llama-q3, 3, 64", "llama-q6g128, 6, 128"})
    void quantizesAsMlxDoes(String model, int bits, int group) {
        Path models = Path.of(System.getProperty("assay.shared", "missing"), "reference", "models");
        assumeTrue(Files.isDirectory(models), "no reference models in " + models);
        Quantization q = new Quantization(group, bits);
        try (CpuEngine engine = new CpuEngine();
                Arena arena = Arena.ofShared();
                Scope _ = engine.scope()) {
            Map<String, RawTensor> plain =
                    Safetensors.open(models.resolve("llama-bf16/model/model.safetensors"), arena);
            Map<String, RawTensor> expected =
                    Safetensors.open(models.resolve(model + "/model/model.safetensors"), arena);
            int matrices = 0;
            for (String scales : expected.keySet()) {
                if (!scales.endsWith(".scales")) continue;
                String module = scales.substring(0, scales.length() - ".scales".length());
                List<Tensor> packed = engine.quantize(engine.load(plain.get(module + ".weight")), q);
                assertThat(packed.get(0).ints())
                        .as(module)
                        .isEqualTo(engine.load(expected.get(module + ".weight")).ints());
                assertThat(packed.get(1).dtype()).isEqualTo(DType.BF16);
                Numbers.same(packed.get(1).floats(), Numbers.stored(expected.get(scales)));
                Numbers.same(packed.get(2).floats(), Numbers.stored(expected.get(module + ".biases")));
                matrices++;
            }
            assertThat(matrices).isGreaterThan(20);
        }
    }

    @Test
    void misfitsAreNamed() {
        try (CpuEngine engine = new CpuEngine(1);
                Scope _ = engine.scope()) {
            Tensor w = engine.load(Numbers.words(new int[32], 2, 16));
            Tensor s = engine.zeros(2, 2);
            Quantization q = new Quantization(64, 4);
            assertThatThrownBy(() -> engine.quantizedMatmul(engine.zeros(1, 64), w, s, s, q))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[1, 64]")
                    .hasMessageContaining("[2, 128]");
            assertThatThrownBy(() -> engine.dequantize(w, engine.zeros(2, 3), s, q))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.dequantize(s, s, s, q)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.dequantize(w, s, s, new Quantization(64, 7)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("7 bits");
            assertThatThrownBy(() -> engine.quantize(engine.zeros(2, 65), q))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
