package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands at the hook points fits together, whatever the family, and watching changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HookPointsTest {
    private static final int LAYER = 1;
    private final List<Engine> engines = Engines.open();

    @AfterAll
    void close() {
        engines.forEach(Engine::close);
    }

    Stream<Arguments> references() {
        return Reference.directories().stream().map(Reference::open).flatMap(reference -> engines.stream()
                .map(engine -> Arguments.of(engine.name(), reference, engine)));
    }

    /** Everything of one layer, and of one sequence where a point is of one sequence at a time. */
    private record Seen(Map<Point, float[]> values, Map<Point, int[]> shapes) implements Taps {
        Seen() {
            this(new HashMap<>(), new HashMap<>());
        }

        @Override
        public Tensor tap(Point point, int layer, Tensor x) {
            if (layer == LAYER) put(point, x);
            return x;
        }

        @Override
        public Tensor tap(Point point, int layer, int sequence, Tensor x) {
            if (layer == LAYER && sequence == 0) put(point, x);
            return x;
        }

        private void put(Point point, Tensor x) {
            values.put(point, x.floats());
            shapes.put(point, x.shape());
        }

        @Override
        public boolean wants(Point point, int layer) {
            return true;
        }

        float[] of(Point point) {
            return values.get(point);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("references")
    void pointsFitTogether(String device, Reference reference, Engine engine) {
        try (Decoder decoder = Decoder.open(reference.directory().resolve("model"), reference.name(), engine);
                KvCache cache = decoder.cache();
                KvCache again = decoder.cache()) {
            int[] tokens = reference.ints("tokens.b");
            Config c = decoder.config();
            int early = 30;
            // in two pieces, so that the second looks back into the cache
            ReferenceModelsTest.read(decoder, cache, Arrays.copyOf(tokens, early));
            float[][] plain = ReferenceModelsTest.read(decoder, again, tokens);
            int[] rest = Arrays.copyOfRange(tokens, early, tokens.length);
            Seen seen = new Seen();
            float[][] watched = read(decoder, cache, rest, seen);
            assertThat(watched[rest.length - 1]).isEqualTo(unwatched(decoder, tokens, early));
            assertThat(plain[tokens.length - 1][0]).isCloseTo(watched[rest.length - 1][0], within(1e-3f));

            for (Point point : Point.values())
                if (point.layered() && point.rows())
                    assertThat(seen.shapes.get(point))
                            .as(point.label)
                            .isEqualTo(new int[] {rest.length, point.width.of(c)});
            sum(seen, Point.RESID_PRE, Point.ATTN_OUT, Point.RESID_MID);
            sum(seen, Point.RESID_MID, Point.MLP_OUT, Point.RESID_POST);
            pattern(seen, c, rest.length, tokens.length);
        }
    }

    private static void sum(Seen seen, Point a, Point b, Point total) {
        for (int i = 0; i < seen.of(a).length; i++)
            assertThat(seen.of(total)[i]).isCloseTo(seen.of(a)[i] + seen.of(b)[i], within(1e-5f));
    }

    /** Scores above the mask become shares that are 1 together; what they weigh of the values of new positions is z. */
    private static void pattern(Seen seen, Config c, int queries, int keys) {
        assertThat(seen.shapes.get(Point.PATTERN)).isEqualTo(new int[] {c.heads(), queries, keys});
        float[] pattern = seen.of(Point.PATTERN);
        float[] scores = seen.of(Point.SCORES);
        for (int row = 0; row < c.heads() * queries; row++) {
            int at = keys - queries + row % queries;
            double shares = 0;
            for (int k = 0; k < keys; k++) {
                float share = pattern[row * keys + k];
                shares += share;
                if (k > at) assertThat(share).isZero();
                if (share > 1e-6 && pattern[row * keys + at] > 1e-6)
                    assertThat(Math.log(share / pattern[row * keys + at]))
                            .isCloseTo(scores[row * keys + k] - scores[row * keys + at], within(1e-3));
            }
            assertThat(shares).isCloseTo(1, within(1e-5));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("references")
    void whatHeadsReadIsTheirPatternTimesTheValues(String device, Reference reference, Engine engine) {
        try (Decoder decoder = Decoder.open(reference.directory().resolve("model"), reference.name(), engine);
                KvCache cache = decoder.cache()) {
            Config c = decoder.config();
            int[] tokens = reference.ints("tokens.a");
            int n = tokens.length;
            Seen seen = new Seen();
            read(decoder, cache, tokens, seen);
            int d = c.headDim();
            float[] v = seen.of(Point.V);
            float[] q = seen.of(Point.Q);
            float[] k = seen.of(Point.K);
            for (int head = 0; head < c.heads(); head++) {
                int shared = head / (c.heads() / c.kvHeads());
                for (int t = 0; t < n; t++) {
                    for (int i = 0; i < d; i++) {
                        double z = 0;
                        for (int s = 0; s < n; s++)
                            z += (double) seen.of(Point.PATTERN)[(head * n + t) * n + s]
                                    * v[(s * c.kvHeads() + shared) * d + i];
                        assertThat((double) seen.of(Point.Z)[(t * c.heads() + head) * d + i])
                                .isCloseTo(z, within(1e-4));
                    }
                    if (reference.name().startsWith("llama")) {
                        double score = 0;
                        for (int i = 0; i < d; i++)
                            score += (double) q[(t * c.heads() + head) * d + i] * k[shared * d + i];
                        assertThat((double) seen.of(Point.SCORES)[(head * n + t) * n])
                                .isCloseTo(score / Math.sqrt(d), within(1e-3));
                    }
                }
            }
            // position 0 is not turned
            float[] before = seen.of(Point.Q_PRE_ROPE);
            if (!reference.name().contains("longrope"))
                for (int i = 0; i < c.heads() * d; i++) assertThat(q[i]).isCloseTo(before[i], within(1e-5f));
        }
    }

    @Test
    void whoReplacesThePatternDecidesWhatIsRead() {
        Reference reference = Reference.open(Reference.directories().stream()
                .filter(directory -> directory.endsWith("llama-q4"))
                .findFirst()
                .orElseThrow());
        for (Engine engine : engines) {
            try (Decoder decoder = Decoder.open(reference.directory().resolve("model"), reference.name(), engine);
                    KvCache one = decoder.cache();
                    KvCache two = decoder.cache()) {
                int[] tokens = reference.ints("tokens.a");
                float[][] plain = ReferenceModelsTest.read(decoder, one, tokens);
                float[][] same = read(decoder, two, tokens, replacing(x -> engine.multiply(x, 1f)));
                for (int i = 0; i < plain.length; i++)
                    for (int j = 0; j < plain[i].length; j++)
                        assertThat(same[i][j]).isCloseTo(plain[i][j], within(1e-4f));
                try (KvCache three = decoder.cache()) {
                    Seen seen = new Seen();
                    read(decoder, three, tokens, then(replacing(x -> engine.multiply(x, 0f)), seen));
                    assertThat(seen.of(Point.Z)).containsOnly(0f);
                }
            }
        }
    }

    private static Taps replacing(UnaryOperator<Tensor> change) {
        return new Taps() {
            @Override
            public Tensor tap(Point point, int layer, Tensor x) {
                return x;
            }

            @Override
            public Tensor tap(Point point, int layer, int sequence, Tensor x) {
                return point == Point.PATTERN && layer == LAYER ? change.apply(x) : x;
            }

            @Override
            public boolean wants(Point point, int layer) {
                return point == Point.PATTERN && layer == LAYER;
            }
        };
    }

    private static Taps then(Taps first, Taps second) {
        return new Taps() {
            @Override
            public Tensor tap(Point point, int layer, Tensor x) {
                return second.tap(point, layer, first.tap(point, layer, x));
            }

            @Override
            public Tensor tap(Point point, int layer, int sequence, Tensor x) {
                return second.tap(point, layer, sequence, first.tap(point, layer, sequence, x));
            }

            @Override
            public boolean wants(Point point, int layer) {
                return true;
            }
        };
    }

    private static float[] unwatched(Decoder decoder, int[] tokens, int early) {
        try (KvCache cache = decoder.cache()) {
            ReferenceModelsTest.read(decoder, cache, Arrays.copyOf(tokens, early));
            float[][] rest = ReferenceModelsTest.read(decoder, cache, Arrays.copyOfRange(tokens, early, tokens.length));
            return rest[rest.length - 1];
        }
    }

    private static float[][] read(Decoder decoder, KvCache cache, int[] tokens, Taps taps) {
        try (Pass pass = decoder.forward(List.of(new Sequence(cache, tokens)), taps)) {
            int[] rows = new int[tokens.length];
            Arrays.setAll(rows, i -> i);
            float[][] logits = new float[tokens.length][];
            pass.logits(rows, (i, row) -> logits[i] = row.clone());
            return logits;
        }
    }
}
