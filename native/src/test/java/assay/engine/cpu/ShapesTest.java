package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.DType;
import assay.engine.Scope;
import assay.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Moving elements, for tensors computed, stored and of integers alike. */
class ShapesTest {
    private CpuEngine engine;
    private Scope scope;

    @BeforeTry
    void open() {
        engine = new CpuEngine(1);
        scope = engine.scope();
    }

    @AfterTry
    void close() {
        scope.close();
        engine.close();
    }

    /** 0, 1, 2, ... in some type and storage. */
    private Tensor count(DType dtype, int... shape) {
        int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        int[] values = IntStream.range(0, n).toArray();
        return switch (dtype) {
            case I32 -> engine.array(values, shape);
            case U32 -> engine.load(Numbers.words(values, shape));
            case F32 -> engine.array(Copies.floats(values), shape);
            case BF16, F16, U8 -> engine.load(Numbers.raw(dtype, Copies.floats(values), shape));
        };
    }

    private static float[] values(Tensor x) {
        return x.dtype().floating() ? x.floats() : Copies.floats(x.ints());
    }

    @Property(tries = 100)
    void transposeSliceReshapeConcatenateTake(
            @ForAll DType dtype,
            @ForAll @IntRange(min = 1, max = 4) int a,
            @ForAll @IntRange(min = 1, max = 4) int b,
            @ForAll @IntRange(min = 2, max = 4) int c,
            @ForAll @IntRange(min = 0, max = 3) int cut) {
        Tensor x = count(dtype, a, b, c);
        float[] turned = new float[a * b * c];
        float[] part = new float[a * b * (c - 1)];
        for (int i = 0; i < a; i++)
            for (int j = 0; j < b; j++)
                for (int k = 0; k < c; k++) {
                    turned[(k * a + i) * b + j] = (i * b + j) * c + k;
                    if (k > 0) part[(i * b + j) * (c - 1) + k - 1] = (i * b + j) * c + k;
                }
        Tensor t = engine.transpose(x, 2, 0, -2);
        assertThat(t.shape()).containsExactly(c, a, b);
        assertThat(t.dtype()).isEqualTo(dtype);
        assertThat(values(t)).containsExactly(turned);
        assertThat(values(engine.reshape(t, -1))).containsExactly(turned);
        assertThat(values(engine.transpose(t, 1, 2, 0))).containsExactly(values(x));
        Tensor s = engine.slice(x, new int[] {0, 0, 1}, new int[] {a, b, c});
        assertThat(s.dtype()).isEqualTo(dtype);
        assertThat(values(s)).containsExactly(part);
        int at = cut % b;
        Tensor first = engine.slice(x, new int[3], new int[] {a, at, c});
        Tensor second = engine.slice(x, new int[] {0, at, 0}, new int[] {a, b, c});
        Tensor joined = engine.concatenate(List.of(first, second), 1);
        assertThat(joined.dtype()).isEqualTo(dtype);
        assertThat(values(joined)).containsExactly(values(x));
        Tensor taken = engine.take(x, engine.array(new int[] {a - 1, 0, a - 1}, 3));
        assertThat(taken.dtype()).isEqualTo(dtype);
        assertThat(taken.shape()).containsExactly(3, b, c);
        float[] all = values(x);
        int row = b * c;
        assertThat(Arrays.copyOf(values(taken), row)).containsExactly(Arrays.copyOfRange(all, (a - 1) * row, a * row));
        assertThat(Arrays.copyOfRange(values(taken), row, 2 * row)).containsExactly(Arrays.copyOf(all, row));
    }

    @Property(tries = 60)
    void updateOfASlice(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int a,
            @ForAll @IntRange(min = 1, max = 6) int b,
            @ForAll @IntRange(min = 0, max = 5) int at,
            @ForAll boolean viewed) {
        Random random = new Random(seed);
        float[] base = Numbers.floats(random, a * b * 3);
        Tensor x = engine.array(base, a, b, 3);
        Tensor view = viewed ? engine.slice(x, new int[3], x.shape()) : null;
        int from = at % b;
        float[] more = Numbers.floats(random, a * (b - from) * 3);
        Tensor y = engine.sliceUpdate(x, engine.array(more, a, b - from, 3), 0, from, 0);
        float[] expected = base.clone();
        for (int i = 0; i < a; i++)
            System.arraycopy(more, i * (b - from) * 3, expected, (i * b + from) * 3, (b - from) * 3);
        assertThat(y.floats()).containsExactly(expected);
        if (viewed) assertThat(view.floats()).containsExactly(base);
    }

    @Property(tries = 60)
    void conversions(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
        Tensor x = engine.array(Numbers.wild(new Random(seed), n), n);
        for (DType half : List.of(DType.BF16, DType.F16)) {
            Tensor y = engine.astype(x, half);
            assertThat(y.dtype()).isEqualTo(half);
            Numbers.same(engine.astype(engine.astype(y, DType.F32), half).floats(), y.floats());
        }
        float[] v = x.floats();
        float[] h = engine.astype(x, DType.F16).floats();
        float[] expected = new float[n];
        for (int i = 0; i < n; i++) expected[i] = Float.float16ToFloat(Float.floatToFloat16(v[i]));
        Numbers.same(h, expected);
        float[] b = engine.astype(x, DType.BF16).floats();
        for (int i = 0; i < n; i++)
            if (Float.isFinite(b[i])) {
                float step = Math.max(Math.ulp(v[i]) * 65536, Float.MIN_VALUE * 65536);
                assertThat(Math.abs((double) b[i] - v[i])).isLessThanOrEqualTo(step / 2.0);
            }
        Tensor ints = engine.array(new int[] {3, -2, 7}, 3);
        assertThat(engine.astype(ints, DType.F32).floats()).containsExactly(3, -2, 7);
        assertThat(engine.astype(engine.array(new float[] {3.7f, -2.2f}, 2), DType.I32)
                        .ints())
                .containsExactly(3, -2);
    }
}
