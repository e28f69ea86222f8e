package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine against MLX in float32, on every reference directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceModelsTest {
    private final List<String> table = new ArrayList<>();
    private final List<Engine> engines = Engines.open();

    @AfterAll
    void report() {
        System.out.printf(
                "%-6s %-24s %10s %10s %10s %10s%n", "engine", "model", "logits", "hidden", "cached", "greedy");
        table.forEach(System.out::println);
        engines.forEach(Engine::close);
    }

    Stream<Arguments> references() {
        return Reference.directories().stream().map(Reference::open).flatMap(reference -> engines.stream()
                .map(engine -> Arguments.of(engine.name(), reference, engine)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("references")
    void matches(String device, Reference reference, Engine engine) {
        float limit =
                (float) reference.json().at("/tolerance/f32_logits_max_abs").asDouble();
        try (Decoder decoder = Decoder.open(reference.directory().resolve("model"), reference.name(), engine)) {
            float logits = 0;
            float hidden = 0;
            for (String s : List.of("a", "b")) {
                logits = Math.max(logits, logits(reference, decoder, s));
                hidden = Math.max(hidden, hidden(reference, decoder, s));
            }
            float cached = cached(reference, decoder);
            int[] greedy = greedy(reference, decoder);
            boolean same = Arrays.equals(greedy, reference.ints("f32.greedy.tokens"));
            table.add("%-6s %-24s %10.2g %10.2g %10.2g %10s"
                    .formatted(device, reference.name(), logits, hidden, cached, same ? "same" : "differs"));
            assertThat(logits).as("largest error of a logit").isLessThan(limit);
            assertThat(hidden)
                    .as("largest error of a hidden state over the layer's rms")
                    .isLessThan(limit);
            assertThat(cached).as("largest error of a logit through the cache").isLessThan(limit);
            assertThat(greedy).as("greedy continuation").isEqualTo(reference.ints("f32.greedy.tokens"));
        }
    }

    private static float logits(Reference reference, Decoder decoder, String s) {
        int[] tokens = reference.ints("tokens." + s);
        float[][] logits = read(decoder, decoder.cache(), tokens);
        float[] expected = reference.floats("f32.logits." + s);
        int[] argmax = reference.ints("f32.argmax." + s);
        for (int i = 0; i < tokens.length; i++)
            if (reference.json().at("/f32/top2_margin." + s).get(i).asDouble() > 2e-3)
                assertThat(argmax(logits[i])).as("argmax at " + i).isEqualTo(argmax[i]);
        return distance(logits, expected, 0);
    }

    /** Hidden states of all layers, the embedding and the final norm, against the rms of each. */
    private static float hidden(Reference reference, Decoder decoder, String s) {
        int[] tokens = reference.ints("tokens." + s);
        int hidden = decoder.config().hiddenSize();
        float[] expected = reference.floats("f32.hidden." + s);
        float[] worst = {0};
        Taps taps = (point, layer, x) -> {
            int n = tokens.length * hidden;
            if (point.width != Point.Width.HIDDEN) return x;
            float[] own =
                    switch (point) {
                        case RESID_POST -> Arrays.copyOfRange(expected, layer * n, (layer + 1) * n);
                        case EMBED -> reference.floats("f32.embed." + s);
                        case FINAL_NORM -> reference.floats("f32.norm." + s);
                        default -> x.floats();
                    };
            worst[0] = Math.max(worst[0], distance(new float[][] {x.floats()}, own, 0) / rms(own));
            return x;
        };
        try (KvCache cache = decoder.cache();
                Pass pass = decoder.forward(List.of(new Sequence(cache, tokens)), taps)) {
            return worst[0];
        }
    }

    private static float cached(Reference reference, Decoder decoder) {
        int[] tokens = reference.ints("tokens.b");
        int prefill = tokens.length - reference.shape("f32.cached.b")[0] + 1;
        float[] expected = reference.floats("f32.cached.b");
        int vocabulary = decoder.config().vocabSize();
        float worst = 0;
        try (KvCache cache = decoder.cache()) {
            for (int i = prefill; i <= tokens.length; i++) {
                int[] next = i == prefill ? Arrays.copyOf(tokens, prefill) : new int[] {tokens[i - 1]};
                float[][] logits = read(decoder, cache, next);
                worst = Math.max(
                        worst,
                        distance(new float[][] {logits[logits.length - 1]}, expected, (i - prefill) * vocabulary));
            }
        }
        return worst;
    }

    private static int[] greedy(Reference reference, Decoder decoder) {
        int[] found = new int[reference.shape("f32.greedy.tokens")[0]];
        int[] next = reference.ints("tokens.a");
        try (KvCache cache = decoder.cache()) {
            for (int i = 0; i < found.length; i++) {
                float[][] logits = read(decoder, cache, next);
                found[i] = argmax(logits[logits.length - 1]);
                next = new int[] {found[i]};
            }
        }
        return found;
    }

    /** Logits after each token. */
    static float[][] read(Decoder decoder, KvCache cache, int[] tokens) {
        try (Pass pass = decoder.forward(List.of(new Sequence(cache, tokens)))) {
            int[] rows = new int[tokens.length];
            Arrays.setAll(rows, i -> i);
            float[][] logits = new float[tokens.length][];
            pass.logits(rows, (i, row) -> logits[i] = row.clone());
            return logits;
        }
    }

    static int argmax(float[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) if (row[i] > row[best]) best = i;
        return best;
    }

    private static float distance(float[][] rows, float[] expected, int at) {
        float worst = 0;
        for (float[] row : rows) for (float value : row) worst = Math.max(worst, Math.abs(value - expected[at++]));
        return worst;
    }

    private static float rms(float[] values) {
        double sum = 0;
        for (float value : values) sum += (double) value * value;
        return (float) Math.sqrt(sum / values.length);
    }
}
