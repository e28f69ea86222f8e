package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.check.Readings;
import assay.engine.mlx.MlxDevice;
import assay.engine.mlx.MlxEngine;
import assay.engine.mlx.MlxFound;
import assay.engine.mlx.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * MLX in the types that models are stored in, against what mlx-lm gives in them, and how far that is from float32: the
 * first position where the argmax moves, and by how much float32 prefers its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredTypesReferenceTest {
    private final List<String> table = new ArrayList<>();

    static Stream<Reference> references() {
        return Reference.directories().stream().map(Reference::open);
    }

    @AfterAll
    void report() {
        System.out.printf("%-24s %10s %10s   %s%n", "mlx, stored types", "rms", "to float32", "argmax against float32");
        table.forEach(System.out::println);
    }

    @ParameterizedTest
    @MethodSource("references")
    void matches(Reference reference) {
        MlxEngine engine = new MlxEngine(MlxFound.library(), MlxDevice.CPU, Optional.of(Precision.NATIVE));
        try (engine;
                Decoder decoder = Decoder.open(reference.directory().resolve("model"), reference.name(), engine)) {
            int[] tokens = reference.ints("tokens.b");
            Readings found = Readings.of(decoder, tokens, tokens.length);
            Readings.Difference toMlxLm = found.from(readings(reference, "native.logits.b", tokens.length));
            Readings.Difference toFloat32 = found.from(readings(reference, "f32.logits.b", tokens.length));
            String moved = toFloat32
                    .first()
                    .map(m -> "%d of %d moved, first at %d by %.2g"
                            .formatted(toFloat32.moved(), tokens.length, m.position(), m.margin()))
                    .orElse("none moved");
            table.add("%-24s %10.2g %10.2g   %s".formatted(reference.name(), toMlxLm.rms(), toFloat32.rms(), moved));
            assertThat(toMlxLm.rms())
                    .isLessThan(reference
                            .json()
                            .at("/tolerance/any_engine_vs_native_logits_rms")
                            .asDouble());
            assertThat(toMlxLm.largest())
                    .isLessThan(reference
                            .json()
                            .at("/tolerance/any_engine_vs_native_logits_max_abs")
                            .asDouble());
        }
    }

    private static Readings readings(Reference reference, String tensor, int positions) {
        float[] flat = reference.floats(tensor);
        int width = flat.length / positions;
        float[][] rows = new float[positions][];
        for (int i = 0; i < positions; i++) rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        return new Readings(rows);
    }
}
