package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.Engine;
import assay.engine.cpu.CpuEngine;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random models with the heads and widths of published ones, few layers, a narrower feed-forward part and a small
 * vocabulary: a row is the same whether its sequence is read whole, in pieces, or among others.
 */
class PublishedShapesTest {
    @TempDir
    Path directory;

    /** Published config.json files; {@code layers} is how many are kept. */
    enum Published {
        QWEN2_5_1_5B(2, """
                {'model_type': 'qwen2', 'hidden_act': 'silu', 'hidden_size': 1536, 'intermediate_size': 8960,
                 'max_position_embeddings': 131072, 'max_window_layers': 28, 'num_attention_heads': 12,
                 'num_hidden_layers': 28, 'num_key_value_heads': 2, 'rms_norm_eps': 1e-06, 'rope_theta': 1000000.0,
                 'sliding_window': 131072, 'tie_word_embeddings': true, 'use_sliding_window': false,
                 'vocab_size': 151936}"""),
        QWEN3_0_6B(2, """
                {'model_type': 'qwen3', 'attention_bias': false, 'head_dim': 128, 'hidden_act': 'silu',
                 'hidden_size': 1024, 'intermediate_size': 3072, 'max_position_embeddings': 40960,
                 'max_window_layers': 28, 'num_attention_heads': 16, 'num_hidden_layers': 28,
                 'num_key_value_heads': 8, 'rms_norm_eps': 1e-06, 'rope_scaling': null, 'rope_theta': 1000000,
                 'sliding_window': null, 'tie_word_embeddings': true, 'use_sliding_window': false,
                 'vocab_size': 151936}"""),
        LLAMA_3_2_1B(2, """
                {'model_type': 'llama', 'attention_bias': false, 'head_dim': 64, 'hidden_act': 'silu',
                 'hidden_size': 2048, 'intermediate_size': 8192, 'max_position_embeddings': 131072,
                 'mlp_bias': false, 'num_attention_heads': 32, 'num_hidden_layers': 16, 'num_key_value_heads': 8,
                 'pretraining_tp': 1, 'rms_norm_eps': 1e-05, 'rope_scaling': {'factor': 32.0,
                 'high_freq_factor': 4.0, 'low_freq_factor': 1.0, 'original_max_position_embeddings': 8192,
                 'rope_type': 'llama3'}, 'rope_theta': 500000.0, 'tie_word_embeddings': true,
                 'vocab_size': 128256}"""),
        MISTRAL_7B_V0_3(1, """
                {'model_type': 'mistral', 'attention_dropout': 0.0, 'hidden_act': 'silu', 'hidden_size': 4096,
                 'intermediate_size': 14336, 'max_position_embeddings': 32768, 'num_attention_heads': 32,
                 'num_hidden_layers': 32, 'num_key_value_heads': 8, 'rms_norm_eps': 1e-05,
                 'rope_theta': 1000000.0, 'sliding_window': null, 'tie_word_embeddings': false,
                 'vocab_size': 32768}"""),
        GEMMA_2_2B(2, """
                {'model_type': 'gemma2', 'attention_bias': false, 'attn_logit_softcapping': 50.0,
                 'final_logit_softcapping': 30.0, 'head_dim': 256, 'hidden_act': 'gelu_pytorch_tanh',
                 'hidden_activation': 'gelu_pytorch_tanh', 'hidden_size': 2304, 'intermediate_size': 9216,
                 'max_position_embeddings': 8192, 'num_attention_heads': 8, 'num_hidden_layers': 26,
                 'num_key_value_heads': 4, 'query_pre_attn_scalar': 256, 'rms_norm_eps': 1e-06,
                 'rope_theta': 10000.0, 'sliding_window': 4096, 'vocab_size': 256000}"""),
        GEMMA_3_1B(6, """
                {'model_type': 'gemma3_text', 'attention_bias': false, 'attn_logit_softcapping': null,
                 'final_logit_softcapping': null, 'head_dim': 256, 'hidden_activation': 'gelu_pytorch_tanh',
                 'hidden_size': 1152, 'intermediate_size': 6912, 'max_position_embeddings': 32768,
                 'num_attention_heads': 4, 'num_hidden_layers': 26, 'num_key_value_heads': 1,
                 'query_pre_attn_scalar': 256, 'rms_norm_eps': 1e-06, 'rope_local_base_freq': 10000,
                 'rope_scaling': null, 'rope_theta': 1000000, 'sliding_window': 512, 'sliding_window_pattern': 6,
                 'vocab_size': 262144}"""),
        GEMMA_3_4B(1, """
                {'model_type': 'gemma3', 'mm_tokens_per_image': 256, 'text_config': {'hidden_size': 2560,
                 'intermediate_size': 10240, 'model_type': 'gemma3_text', 'num_hidden_layers': 34,
                 'rope_scaling': {'factor': 8.0, 'rope_type': 'linear'}, 'sliding_window': 1024},
                 'vision_config': {'hidden_size': 1152, 'model_type': 'siglip_vision_model'}}"""),
        PHI_3_5_MINI(2, """
                {'model_type': 'phi3', 'attention_bias': false, 'hidden_act': 'silu', 'hidden_size': 3072,
                 'intermediate_size': 8192, 'max_position_embeddings': 131072, 'num_attention_heads': 32,
                 'num_hidden_layers': 32, 'num_key_value_heads': 32, 'original_max_position_embeddings': 4096,
                 'rms_norm_eps': 1e-05, 'rope_scaling': {'long_factor': [], 'type': 'longrope'},
                 'rope_theta': 10000.0, 'sliding_window': 262144, 'tie_word_embeddings': false,
                 'vocab_size': 32064}"""),
        PHI_4_MINI(1, """
                {'model_type': 'phi3', 'attention_bias': false, 'hidden_act': 'silu', 'hidden_size': 3072,
                 'intermediate_size': 8192, 'max_position_embeddings': 131072, 'num_attention_heads': 24,
                 'num_hidden_layers': 32, 'num_key_value_heads': 8, 'original_max_position_embeddings': 4096,
                 'partial_rotary_factor': 0.75, 'rms_norm_eps': 1e-05,
                 'rope_scaling': {'long_factor': [], 'type': 'longrope'}, 'rope_theta': 10000.0,
                 'sliding_window': 262144, 'tie_word_embeddings': true, 'vocab_size': 200064}"""),
        SMOLLM3_3B(4, """
                {'model_type': 'smollm3', 'attention_bias': false, 'hidden_act': 'silu', 'hidden_size': 2048,
                 'intermediate_size': 11008, 'max_position_embeddings': 65536, 'mlp_bias': false,
                 'no_rope_layer_interval': 4, 'num_attention_heads': 16, 'num_hidden_layers': 36,
                 'num_key_value_heads': 4, 'rms_norm_eps': 1e-06, 'rope_scaling': null, 'rope_theta': 5000000.0,
                 'sliding_window': null, 'use_sliding_window': false, 'vocab_size': 128256}""");

        final int layers;
        final String config;

        Published(int layers, String config) {
            this.layers = layers;
            this.config = config;
        }

        ObjectNode small() throws IOException {
            ObjectNode whole = RandomCheckpoint.config(config);
            ObjectNode text = whole.has("text_config") ? (ObjectNode) whole.get("text_config") : whole;
            text.put("num_hidden_layers", layers);
            text.put("intermediate_size", 512);
            text.put("vocab_size", 320);
            // so that the windows of short texts end somewhere
            if (whole.get("model_type").textValue().startsWith("gemma3")) text.put("sliding_window", 9);
            if (text.path("rope_scaling").get("long_factor") instanceof ArrayNode factors)
                for (int i = 0; i < 48; i++) factors.add(1 + i * i / 36.0);
            return whole;
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsDoNotDependOnHowTheyAreRead(Published published) throws IOException {
        long seed = new Random().nextLong();
        RandomCheckpoint.write(directory, published.small(), seed);
        Random random = new Random(seed);
        List<int[]> texts = new ArrayList<>();
        for (int length : new int[] {23, 1, 14})
            texts.add(random.ints(length, 0, 320).toArray());
        try (Engine engine = new CpuEngine();
                Decoder decoder = Decoder.open(directory, published.name(), engine)) {
            List<float[][]> alone = new ArrayList<>();
            for (int[] text : texts) {
                try (KvCache cache = decoder.cache()) {
                    alone.add(ReferenceModelsTest.read(decoder, cache, text));
                }
            }
            for (float[][] rows : alone) for (float[] row : rows) plausible(row);
            for (int[] text : texts) inPieces(decoder, text, alone.get(texts.indexOf(text)), random);
            together(decoder, texts, alone);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** Neither all the same nor wild. */
    private static void plausible(float[] logits) {
        double sum = 0;
        double squares = 0;
        for (float logit : logits) {
            sum += logit;
            squares += (double) logit * logit;
        }
        double mean = sum / logits.length;
        assertThat(Math.sqrt(squares / logits.length - mean * mean)).isBetween(0.1, 100.0);
    }

    /** Read to some place, then something else that is forgotten again, then the rest a token at a time. */
    private static void inPieces(Decoder decoder, int[] text, float[][] expected, Random random) {
        try (KvCache cache = decoder.cache()) {
            int first = text.length / 2;
            if (first > 0) same(ReferenceModelsTest.read(decoder, cache, Arrays.copyOf(text, first)), expected, 0);
            int[] wrong = random.ints(12, 0, 320).toArray();
            ReferenceModelsTest.read(decoder, cache, wrong);
            cache.trim(wrong.length);
            for (int i = first; i < text.length; i++)
                same(ReferenceModelsTest.read(decoder, cache, new int[] {text[i]}), expected, i);
        }
    }

    private static void together(Decoder decoder, List<int[]> texts, List<float[][]> alone) {
        List<Sequence> batch = new ArrayList<>();
        for (int[] text : texts) batch.add(new Sequence(decoder.cache(), text));
        try (Pass pass = decoder.forward(batch)) {
            for (int s = 0; s < texts.size(); s++)
                for (int t = 0; t < texts.get(s).length; t++)
                    assertThat(pass.logits(pass.row(s, t))).isEqualTo(alone.get(s)[t]);
        }
        batch.forEach(sequence -> sequence.cache().close());
    }

    private static void same(float[][] rows, float[][] expected, int from) {
        for (int i = 0; i < rows.length; i++) assertThat(rows[i]).isEqualTo(expected[from + i]);
    }

    private static final String TINY = """
            {'model_type': '%s', 'hidden_size': 64, 'intermediate_size': 96, 'num_attention_heads': 4,
             'num_key_value_heads': 2, 'num_hidden_layers': %d, 'rms_norm_eps': 1e-05, 'vocab_size': 50%s}""";

    private float[][] tiny(String type, int layers, String more, int... text) throws IOException {
        RandomCheckpoint.write(directory, RandomCheckpoint.config(TINY.formatted(type, layers, more)), 5);
        try (Engine engine = new CpuEngine();
                Decoder decoder = Decoder.open(directory, type, engine);
                KvCache cache = decoder.cache()) {
            return ReferenceModelsTest.read(decoder, cache, text);
        }
    }

    @Test
    void aLayerWithoutRopeDoesNotKnowTheOrder() throws IOException {
        String none = ", 'no_rope_layers': [0]";
        float[] one = tiny("smollm3", 1, none, 3, 14, 15, 9, 26)[4];
        float[] other = tiny("smollm3", 1, none, 9, 15, 3, 14, 26)[4];
        assertThat(one).usingComparatorWithPrecision(1e-4f).containsExactly(other);
        assertThat(tiny("smollm3", 1, "", 3, 14, 15, 9, 26)[4]).isNotEqualTo(one);
        assertThat(tiny("smollm3", 1, "", 9, 15, 3, 14, 26)[4])
                .usingComparatorWithPrecision(1e-4f)
                .isNotEqualTo(tiny("smollm3", 1, "", 3, 14, 15, 9, 26)[4]);
    }

    @Test
    void otherwiseSmolLm3IsALlama() throws IOException {
        int[] text = {3, 14, 15, 9, 26, 5, 35};
        assertThat(tiny("smollm3", 4, ", 'no_rope_layers': [1, 1, 1, 1]", text))
                .isDeepEqualTo(tiny("llama", 4, "", text));
        assertThat(tiny("smollm3", 4, "", text))
                .isDeepEqualTo(tiny("smollm3", 4, ", 'no_rope_layers': [1, 1, 1, 0]", text));
        assertThat(tiny("mistral", 4, ", 'sliding_window': 2", text)).isDeepEqualTo(tiny("llama", 4, "", text));
    }

    /** Through one layer with a window of 3 the last row sees the last three tokens; through two layers five. */
    @Test
    void aWindowEndsWhereItShould() throws IOException {
        for (int layers = 1; layers <= 2; layers++) {
            String window = ", 'sliding_window': 3, 'layer_types': ["
                    + String.join(", ", java.util.Collections.nCopies(layers, "'sliding_attention'")) + "]";
            int seen = 1 + 2 * layers;
            float[] row = tiny("llama", layers, window, 1, 2, 3, 4, 5, 6, 7)[6];
            for (int changed = 0; changed < 7; changed++) {
                int[] text = {1, 2, 3, 4, 5, 6, 7};
                text[changed] = 40;
                float[] other = tiny("llama", layers, window, text)[6];
                if (changed < 7 - seen) assertThat(other).isEqualTo(row);
                else assertThat(other).isNotEqualTo(row);
            }
        }
    }
}
