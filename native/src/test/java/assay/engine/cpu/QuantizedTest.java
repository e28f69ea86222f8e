package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assay.engine.DType;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Quantization.Mode;
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
import java.util.Optional;
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
    private static final Quantization MXFP4 = new Quantization(Mode.MXFP4, 32, 4);

    @Provide
    Arbitrary<Quantization> quantizations() {
        return Combinators.combine(Arbitraries.of(32, 64, 128), Arbitraries.of(2, 3, 4, 5, 6, 8))
                .as(QuantizedTest::affine);
    }

    private static Quantization affine(int group, int bits) {
        return new Quantization(Mode.AFFINE, group, bits);
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
                Packed packed = new Packed(
                        engine.load(Numbers.words(words, out, count)),
                        engine.load(scales),
                        Optional.of(engine.load(biases)),
                        q);
                Numbers.near(engine.dequantize(packed).floats(), weights, 1e-6);
                Numbers.near(
                        engine.quantizedMatmul(engine.array(x, rows, n), packed).floats(), expected, 1e-6 * size * n);
                rowsCanBeTaken(engine, packed, out, n);
            }
    }

    private static void rowsCanBeTaken(CpuEngine engine, Packed packed, int out, int n) {
        Tensor some = engine.array(new int[] {out - 1, 0}, 2);
        Packed rows = new Packed(
                engine.take(packed.weight(), some),
                engine.take(packed.scales(), some),
                packed.biases().map(b -> engine.take(b, some)),
                packed.how());
        float[] taken = engine.dequantize(rows).floats();
        float[] all = engine.dequantize(packed).floats();
        for (int i = 0; i < n; i++) assertThat(taken[i]).isEqualTo(all[(out - 1) * n + i]);
    }

    /** From the bits of the format: a sign, two bits of exponent (1 means times one), one of fraction. */
    private static double fp4(int q) {
        int exponent = q >> 1 & 3;
        double size = exponent == 0 ? (q & 1) * 0.5 : Math.scalb(1 + (q & 1) * 0.5, exponent - 1);
        return q < 8 ? size : -size;
    }

    @Property(tries = 100)
    void productsWithMxfp4(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int groups,
            @ForAll @IntRange(min = 1, max = 7) int rows,
            @ForAll @IntRange(min = 1, max = 9) int out) {
        Random random = new Random(seed);
        int n = groups * 32;
        int[] words = random.ints((long) out * n / 8).toArray();
        float[] exponents = new float[out * groups];
        for (int i = 0; i < exponents.length; i++) exponents[i] = 127 + random.nextInt(-9, 4);
        RawTensor scales = Numbers.raw(DType.U8, exponents, out, groups);
        float[] x = Numbers.floats(random, rows * n);
        double[] weights = new double[out * n];
        double[] expected = new double[rows * out];
        for (int i = 0; i < weights.length; i++)
            weights[i] = fp4(words[i / 8] >>> i % 8 * 4 & 15) * Math.scalb(1.0, (int) exponents[i / 32] - 127);
        for (int r = 0; r < rows; r++)
            for (int o = 0; o < out; o++)
                for (int i = 0; i < n; i++) expected[r * out + o] += weights[o * n + i] * x[r * n + i];
        for (Kernels kernels : List.of(new VectorKernels(), new ScalarKernels(4), new ScalarKernels(8)))
            try (CpuEngine engine = new CpuEngine(2, kernels);
                    Scope _ = engine.scope()) {
                Packed packed = new Packed(
                        engine.load(Numbers.words(words, out, n / 8)), engine.load(scales), Optional.empty(), MXFP4);
                Numbers.near(engine.dequantize(packed).floats(), weights, 0);
                Numbers.near(
                        engine.quantizedMatmul(engine.array(x, rows, n), packed).floats(), expected, 1e-5 * n);
                rowsCanBeTaken(engine, packed, out, n);
            }
    }

    /** The bits of the scale as MLX reads and rounds them, and the nearest value with ties to even. */
    @Property(tries = 60)
    void quantizesToMxfp4(@ForAll long seed, @ForAll @IntRange(min = -120, max = 100) int size) {
        Random random = new Random(seed);
        float[] w = Numbers.floats(random, 96);
        for (int i = 0; i < w.length; i++) w[i] = Math.scalb(w[i], size);
        java.util.Arrays.fill(w, 64, 96, 0);
        try (CpuEngine engine = new CpuEngine(1);
                Scope _ = engine.scope()) {
            Packed packed = engine.quantize(engine.array(w, 1, 96), MXFP4);
            assertThat(packed.biases()).isEmpty();
            int[] scales = packed.scales().ints();
            float[] back = engine.dequantize(packed).floats();
            for (int g = 0; g < 2; g++) {
                double max = 0;
                for (int i = 0; i < 32; i++) max = Math.max(max, Math.abs(w[g * 32 + i]));
                int exponent = (int) Math.rint(Math.log(max / 6) / Math.log(2));
                assertThat(scales[g]).isEqualTo(Math.clamp(exponent, -127, 127) + 127);
                double scale = Math.scalb(1.0, scales[g] - 127);
                for (int i = g * 32; i < g * 32 + 32; i++) {
                    double best = Double.MAX_VALUE;
                    for (int q = 0; q < 16; q++) best = Math.min(best, Math.abs(fp4(q) * scale - w[i]));
                    assertThat(Math.abs(back[i] - w[i])).isLessThanOrEqualTo((float) (best * (1 + 1e-6)));
                }
            }
            for (int i = 64; i < 96; i++) assertThat(back[i]).isZero();
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
            Packed packed = engine.quantize(engine.array(w, 3, n), q);
            float[] back = engine.dequantize(packed).floats();
            float[] scales = packed.scales().floats();
            for (int i = 0; i < w.length; i++)
                assertThat(Math.abs(back[i] - w[i])).isLessThanOrEqualTo(Math.abs(scales[i / q.group()]) * 1.01f);
        }
    }

    @Test
    void groupsOfEqualWeightsStayWhatTheyAre() {
        try (CpuEngine engine = new CpuEngine(1);
                Scope _ = engine.scope()) {
            Quantization q = affine(32, 4);
            float[] w = new float[64];
            java.util.Arrays.fill(w, 32, 64, 0.75f);
            assertThat(engine.dequantize(engine.quantize(engine.array(w, 1, 64), q))
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
        Quantization q = affine(group, bits);
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
                Packed packed = engine.quantize(engine.load(plain.get(module + ".weight")), q);
                assertThat(packed.weight().ints())
                        .as(module)
                        .isEqualTo(engine.load(expected.get(module + ".weight")).ints());
                assertThat(packed.scales().dtype()).isEqualTo(DType.BF16);
                Numbers.same(packed.scales().floats(), Numbers.stored(expected.get(scales)));
                Numbers.same(packed.biases().orElseThrow().floats(), Numbers.stored(expected.get(module + ".biases")));
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
            Quantization q = affine(64, 4);
            assertThatThrownBy(() -> engine.quantizedMatmul(engine.zeros(1, 64), new Packed(w, s, Optional.of(s), q)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[1, 64]")
                    .hasMessageContaining("[2, 128]");
            assertThatThrownBy(() -> engine.dequantize(new Packed(w, engine.zeros(2, 3), Optional.of(s), q)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.dequantize(new Packed(s, s, Optional.of(s), q)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.dequantize(new Packed(w, s, Optional.of(s), affine(64, 7))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("7 bits");
            assertThatThrownBy(() -> engine.dequantize(new Packed(w, s, Optional.empty(), q)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.dequantize(new Packed(w, engine.zeros(2, 4), Optional.empty(), MXFP4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("F32[2, 4]");
            assertThatThrownBy(() -> engine.quantize(engine.zeros(2, 64), new Quantization(Mode.MXFP4, 16, 4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no mxfp4");
            assertThatThrownBy(() -> engine.quantize(engine.zeros(2, 65), q))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
