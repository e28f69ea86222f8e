package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.Engine;
import assay.engine.Scope;
import assay.engine.Tensor;
import assay.engine.check.Readings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steering, adapters and fused adapters of every engine against MLX in float32. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterventionReferenceTest {
    private final List<String> table = new ArrayList<>();
    private final List<Engine> engines = Engines.open();

    @AfterAll
    void report() {
        System.out.printf("%-6s %-10s %-24s %10s%n", "engine", "model", "intervention", "logits");
        table.forEach(System.out::println);
        engines.forEach(Engine::close);
    }

    Stream<Arguments> references() {
        return Reference.directories().stream()
                .map(Reference::open)
                .filter(reference -> reference.json().has("lora"))
                .flatMap(reference -> engines.stream().map(engine -> Arguments.of(engine.name(), reference, engine)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("references")
    void steers(String device, Reference reference, Engine engine) {
        float alpha = (float) reference.json().at("/steering/alpha").asDouble();
        Steering.Direction direction = new Steering.Direction(reference.floats("steer.direction"));
        Map<Integer, Steering.Direction> layers = new HashMap<>();
        reference.json().at("/steering/layers").forEach(layer -> layers.put(layer.asInt(), direction));
        try (Decoder base = open(reference, engine)) {
            for (Steering.Mode mode :
                    List.of(Steering.Mode.ADD, Steering.Mode.SUBTRACT, Steering.Mode.SWAP, Steering.Mode.CAP)) {
                Decoder steered = base.with(new Steering(mode, alpha, layers, Steering.Where.ALL));
                String tensor = "f32.steer." + mode.name().toLowerCase(Locale.ROOT) + ".a";
                check(device, reference, "steer " + mode, steered, "a", tensor);
            }
            check(device, reference, "base unchanged", base, "a", "f32.logits.a");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("references")
    void adaptsAndFuses(String device, Reference reference, Engine engine) {
        try (Decoder base = open(reference, engine)) {
            Decoder adapted = adapted(base, reference);
            check(device, reference, "lora", adapted, "a", "f32.lora.logits.a");
            check(device, reference, "lora", adapted, "b", "f32.lora.logits.b");
            Decoder fused = fused(adapted, false);
            check(device, reference, "fused", fused, "a", "f32.lora.fused.a");
            packedAlike(reference, fused);
            check(device, reference, "fused, dequantized", fused(adapted, true), "a", "f32.lora.fused_dequantized.a");
            check(device, reference, "base unchanged", base, "b", "f32.logits.b");
        }
    }

    private static Decoder open(Reference reference, Engine engine) {
        return Decoder.open(reference.directory().resolve("model"), reference.name(), engine);
    }

    private static Decoder adapted(Decoder base, Reference reference) {
        try (Scope scope = base.engine().scope()) {
            List<Tensor> made = new ArrayList<>();
            Adapter adapter = Adapter.read(reference.directory().resolve("adapter"), base);
            return base.replacing(scope, adapter.adapt(base.engine(), base.linears(), made), made);
        }
    }

    private static Decoder fused(Decoder adapted, boolean dequantize) {
        try (Scope scope = adapted.engine().scope()) {
            List<Tensor> made = new ArrayList<>();
            Fusion fusion = new Fusion(adapted.engine(), dequantize, made);
            return adapted.replacing(scope, fusion.fuse(adapted.linears()), made);
        }
    }

    /** At least 999 of 1000 packed words as MLX packs them; scales and biases within 1e-5. */
    private static void packedAlike(Reference reference, Decoder fused) {
        int words = 0;
        int same = 0;
        for (String tensor : reference.tensors().keySet()) {
            if (!tensor.startsWith("f32.lora.fused.") || !tensor.endsWith(".weight")) continue;
            String module = tensor.substring("f32.lora.fused.".length(), tensor.length() - ".weight".length());
            Linear.Quantized linear = (Linear.Quantized) fused.linears().get(module);
            int[] expected = reference.ints(tensor);
            int[] found = linear.packed().weight().ints();
            words += expected.length;
            for (int i = 0; i < expected.length; i++) if (expected[i] == found[i]) same++;
            near(linear.packed().scales().floats(), reference.floats("f32.lora.fused." + module + ".scales"));
            near(
                    linear.packed().biases().orElseThrow().floats(),
                    reference.floats("f32.lora.fused." + module + ".biases"));
        }
        assertThat(words).isPositive();
        assertThat(same).isGreaterThanOrEqualTo((int) (0.999 * words));
    }

    private static void near(float[] found, float[] expected) {
        for (int i = 0; i < expected.length; i++)
            assertThat(Math.abs(found[i] - expected[i])).isLessThanOrEqualTo(1e-5f * Math.abs(expected[i]) + 1e-8f);
    }

    private void check(
            String device, Reference reference, String what, Decoder decoder, String sequence, String expected) {
        int[] tokens = reference.ints("tokens." + sequence);
        Readings found = Readings.of(decoder, tokens, 8);
        float[] flat = reference.floats(expected);
        int width = flat.length / tokens.length;
        float[][] rows = new float[tokens.length][];
        for (int i = 0; i < rows.length; i++) rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        double largest = found.from(new Readings(rows)).largest();
        table.add("%-6s %-10s %-24s %10.2g".formatted(device, reference.name(), what, largest));
        assertThat(largest)
                .as(what)
                .isLessThan(reference.json().at("/tolerance/f32_logits_max_abs").asDouble());
    }
}
