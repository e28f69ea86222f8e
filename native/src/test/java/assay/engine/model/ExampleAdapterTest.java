package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.io.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the adapter beside the example models was made; with {@code -Dgolden=write} it is made again. */
class ExampleAdapterTest {
    private static final Path KEPT = Path.of("../examples/models/qilin-adapter");
    private static final String CONFIG = """
            {
                "fine_tune_type": "lora",
                "lora_parameters": {"dropout": 0.0, "keys": ["self_attn.q_proj", "self_attn.v_proj"], "rank": 2, "scale": 20.0},
                "num_layers": 2
            }
            """;

    @TempDir
    Path made;

    /** Random numbers, large enough to be noticed and small enough to leave the model its grammar. */
    static void write(Path directory, long seed) throws IOException {
        Files.createDirectories(directory);
        Random random = new Random(seed);
        List<SafetensorsWriter.Item> items = new ArrayList<>();
        for (int layer = 4; layer < 6; layer++)
            for (String part : List.of("q_proj", "v_proj")) {
                String module = "model.layers." + layer + ".self_attn." + part;
                int out = part.equals("q_proj") ? 128 : 64;
                items.add(SafetensorsWriter.floats(module + ".lora_a", new int[] {128, 2}, random(random, 256)));
                items.add(SafetensorsWriter.floats(module + ".lora_b", new int[] {2, out}, random(random, 2 * out)));
            }
        SafetensorsWriter.write(directory.resolve("adapters.safetensors"), items, Map.of("format", "mlx"));
        Files.writeString(directory.resolve("adapter_config.json"), CONFIG);
    }

    private static float[] random(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = (float) (0.15 * random.nextGaussian());
        return values;
    }

    @Test
    void isWhatThisMakes() throws IOException {
        if ("write".equals(System.getProperty("golden"))) write(KEPT, 1);
        write(made, 1);
        for (String file : List.of("adapters.safetensors", "adapter_config.json"))
            assertThat(KEPT.resolve(file)).hasSameBinaryContentAs(made.resolve(file));
    }
}
