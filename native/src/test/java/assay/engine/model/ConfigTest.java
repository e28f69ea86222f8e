package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.EngineException;
import assay.engine.Mask;
import assay.engine.cpu.CpuEngine;
import assay.engine.io.SafetensorsWriter;
import assay.engine.model.PublishedShapesTest.Published;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigTest {
    private static final String[] HOSTILE = {
        "null",
        "true",
        "-1",
        "0",
        "1",
        "2",
        "3",
        "0.5",
        "65537",
        "2000000000",
        "1e300",
        "-1e300",
        "\"\"",
        "\"yarn\"",
        "\"longrope\"",
        "[]",
        "[1]",
        "{}",
        "{\"rope_type\": \"yarn\", \"factor\": 1e-6}",
        "{\"type\": \"dynamic\"}"
    };

    @TempDir
    Path directory;

    private Architecture read(ObjectNode json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json.toString());
        return Architectures.of(Config.read(directory));
    }

    private static ObjectNode with(Published published, String more) throws IOException {
        ObjectNode config = RandomCheckpoint.config(published.config);
        if (config.path("rope_scaling").get("long_factor") instanceof ArrayNode factors)
            for (int i = 0; i < 48; i++) factors.add(1);
        return config.setAll(RandomCheckpoint.config(more));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "LLAMA_3_2_1B|{'hidden_act': 'gelu'}|config.json has hidden_act \"gelu\"; `llama` runs with silu",
                "GEMMA_3_1B|{'hidden_activation': 'gelu'}|config.json has hidden_activation \"gelu\"; `gemma3_text` runs with gelu_pytorch_tanh",
                "QWEN3_0_6B|{'rope_scaling': {'rope_type': 'dynamic', 'factor': 2}}|`rope_scaling`, has the rope type \"dynamic\"; Assay reads default, linear, llama3, longrope, su and yarn",
                "QWEN3_0_6B|{'rope_scaling': {'rope_type': 'linear'}}|`rope_scaling`, needs a number `factor`",
                "PHI_3_5_MINI|{'rope_scaling': {'type': 'su', 'long_factor': [1, 2]}}|`rope_scaling`, needs a list of 48 values `long_factor`, not of 2",
                "PHI_3_5_MINI|{'rope_scaling': {'type': 'longrope', 'long_factor': 1.5}}|`rope_scaling`, needs a list of 48 values `long_factor`, not 1.5",
                "PHI_4_MINI|{'partial_rotary_factor': 0.001}|has a partial_rotary_factor that turns 0 of the 128 elements of a head; it must be an even number of them",
                "PHI_4_MINI|{'partial_rotary_factor': 1.5}|has `partial_rotary_factor` 1.5; it must be from 0.0 to 1.0",
                "SMOLLM3_3B|{'no_rope_layers': [1, 0]}|needs a list of 36 values `no_rope_layers`, not of 2",
                "LLAMA_3_2_1B|{'num_hidden_layers': 1, 'layer_types': ['chunked_attention']}|has \"chunked_attention\" in `layer_types`; Assay knows full_attention and sliding_attention",
                "LLAMA_3_2_1B|{'num_hidden_layers': 1, 'layer_types': ['sliding_attention']}|needs a whole number `sliding_window`",
                "GEMMA_2_2B|{'attn_logit_softcapping': 0}|has `attn_logit_softcapping` 0; it must be from 0.001 to 1000000.0",
                "GEMMA_2_2B|{'query_pre_attn_scalar': -1}|has `query_pre_attn_scalar` -1; it must be from 0.001 to 1000000.0",
                "GEMMA_3_1B|{'sliding_window_pattern': 0}|has `sliding_window_pattern` 0; it must be from 1 to 4096",
                "GEMMA_3_4B|{'text_config': 3}|config.json needs an object `text_config`",
                "QWEN2_5_1_5B|{'quantization_config': {'quant_method': 'gptq', 'bits': 4}}|uses the quantization \"gptq\"; Assay reads MLX's affine and mxfp4 (look for a conversion by mlx-community)",
                "QWEN2_5_1_5B|{'quantization': {'mode': 'mxfp8', 'bits': 8}}|uses the quantization mode \"mxfp8\"; Assay reads affine and mxfp4 (look for another conversion by mlx-community)",
            })
    void namesWhatItDoesNotRun(Published published, String more, String sentence) throws IOException {
        ObjectNode config = with(published, more);
        assertThatThrownBy(() -> read(config))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(sentence);
    }

    /** One value of a published config.json after another gives way to something hostile. */
    @ParameterizedTest
    @EnumSource
    void nothingInAConfigIsWorseThanASentence(Published published) throws IOException {
        SafetensorsWriter.write(
                directory.resolve("model.safetensors"),
                List.of(SafetensorsWriter.floats("unrelated", new int[] {1}, new float[1])),
                Map.of());
        ObjectNode config =
                with(published, "{'num_hidden_layers': 1, 'no_rope_layers': [1], 'layer_types': ['full_attention']}");
        List<ObjectNode> objects = new ArrayList<>(List.of(config));
        for (JsonNode value : config) if (value instanceof ObjectNode object) objects.add(object);
        Random random = new Random(published.ordinal());
        for (ObjectNode object : objects)
            for (String key : List.copyOf(new ArrayList<>(
                    object.properties().stream().map(Map.Entry::getKey).toList())))
                for (int i = 0; i < 3; i++) {
                    JsonNode before = object.get(key);
                    object.set(key, new ObjectMapper().readTree(HOSTILE[random.nextInt(HOSTILE.length)]));
                    refused(config);
                    object.set(key, before);
                }
    }

    private void refused(ObjectNode config) throws IOException {
        Files.writeString(directory.resolve("config.json"), config.toString());
        try (CpuEngine engine = new CpuEngine(1)) {
            assertThatThrownBy(() -> Decoder.open(directory, "hostile", engine))
                    .as(config.toString())
                    .isInstanceOf(EngineException.class);
        }
    }

    /** Numbers of mlx-lm's formulas, computed apart in double. */
    @Test
    void rotationsAreScaledAsInMlxLm() throws IOException {
        Rotation yarn = rotation(
                Published.QWEN3_0_6B,
                "{'rope_scaling': {'rope_type': 'yarn', 'factor': 4.0, 'original_max_position_embeddings': 32768}}",
                0);
        near(yarn, Map.of(0, 1.0, 20, 74.98942093324558, 24, 186.03538443484118, 30, 939.5308712166463));
        near(
                yarn,
                Map.of(23, 143.30125702369628, 40, 22493.653007613964, 41, 27913.223394394652, 63, 3223368.751045928));
        assertThat(yarn.scale()).isCloseTo(1.138629436f, within(1e-6f));
        Rotation llama3 = rotation(Published.LLAMA_3_2_1B, "{}", 0);
        near(llama3, Map.of(0, 1.0, 14, 311.386210957298, 15, 774.8646742531898, 16, 2327.9808584329826));
        near(llama3, Map.of(17, 10300.477492327096, 18, 51383.13591604146, 31, 10617619.803137416));
        assertThat(llama3.scale()).isEqualTo(1);
        Rotation longrope = rotation(Published.PHI_3_5_MINI, "{}", 0);
        assertThat(longrope.dims()).isEqualTo(96);
        assertThat(longrope.scale()).isCloseTo(1.1902380714f, within(1e-6f));
        assertThat(rotation(Published.PHI_4_MINI, "{}", 0).dims()).isEqualTo(96);
    }

    private Rotation rotation(Published published, String more, int layer) throws IOException {
        return read(with(published, more)).positions().apply(layer).rotation().orElseThrow();
    }

    private static void near(Rotation rotation, Map<Integer, Double> expected) {
        expected.forEach((i, freq) ->
                assertThat((double) rotation.freqs()[i]).as("pair " + i).isCloseTo(freq, within(freq * 1e-6)));
    }

    @Test
    void familiesDifferInWhatTheirConfigsMean() throws IOException {
        assertThat(read(with(Published.GEMMA_3_1B, "{}")).positions().apply(4).mask())
                .isEqualTo(new Mask.Window(512));
        assertThat(read(with(Published.GEMMA_3_1B, "{}")).positions().apply(5).mask())
                .isEqualTo(new Mask.Causal());
        assertThat(rotation(Published.GEMMA_3_4B, "{}", 5).freqs()[1])
                .isCloseTo((float) (8 * Math.pow(1e6, 1 / 128.0)), within(1e-5f));
        assertThat(rotation(Published.GEMMA_3_4B, "{}", 4).freqs()[1])
                .isCloseTo((float) Math.pow(1e4, 1 / 128.0), within(1e-6f));
        assertThat(read(with(Published.SMOLLM3_3B, "{}")).positions().apply(3).rotation())
                .isEmpty();
        assertThat(read(with(Published.GEMMA_3_1B, "{}")).ends().embeddingScale())
                .isEqualTo(34);
        assertThat(read(with(Published.GEMMA_2_2B, "{}")).scores().softcap()).isEqualTo(50);
        assertThat(read(with(Published.MISTRAL_7B_V0_3, "{'sliding_window': 4096}"))
                        .positions()
                        .apply(0)
                        .mask())
                .isEqualTo(new Mask.Causal());
    }
}
