package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.DType;
import assay.engine.EngineException;
import assay.engine.cpu.CpuEngine;
import assay.engine.io.RawTensor;
import assay.engine.io.Safetensors;
import assay.engine.io.SafetensorsWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
    private static final Path MODEL = Path.of("src/test/resources/reference/llama-classic-q4/model");
    private static final Path DENSE = Path.of("src/test/resources/reference/llama-classic-bf16/model");

    private static CpuEngine engine;
    private static Decoder decoder;

    @BeforeContainer
    static void open() {
        engine = new CpuEngine();
        decoder = Decoder.open(MODEL, "tiny", engine);
    }

    @AfterContainer
    static void close() {
        decoder.close();
        engine.close();
    }

    /** Sequences of random lengths, each read in random pieces and with detours, in one batch or each by itself. */
    @Property(tries = 60)
    void rowsDoNotDependOnBatchOrPieces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
        Random random = new Random(seed);
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < n; i++) texts.add(tokens(random, 1 + random.nextInt(40)));
        List<Sequence> batch = new ArrayList<>();
        for (int[] text : texts) batch.add(new Sequence(wandering(random, text), new int[] {text[text.length - 1]}));
        try (Pass pass = decoder.forward(batch)) {
            assertThat(pass.positions()).isEqualTo(n);
            for (int i = 0; i < n; i++) {
                float[][] alone = ReferenceModelsTest.read(decoder, decoder.cache(), texts.get(i));
                assertThat(pass.logits(pass.row(i, 0))).isEqualTo(alone[alone.length - 1]);
            }
        }
    }

    /** A cache that holds all of {@code text} but its last token, after trims, forks and wrong turns. */
    private static KvCache wandering(Random random, int[] text) {
        KvCache cache = decoder.cache();
        int last = text.length - 1;
        for (int step = 0; step < 3; step++) {
            int more = random.nextInt(last - cache.offset() + 1);
            if (more > 0) read(cache, Arrays.copyOfRange(text, cache.offset(), cache.offset() + more));
            int right = cache.offset();
            if (random.nextBoolean()) read(cache, tokens(random, 1 + random.nextInt(5)));
            cache.trim(cache.offset() - random.nextInt(right + 1));
            if (random.nextBoolean()) {
                KvCache fork = cache.fork();
                read(cache, tokens(random, 3));
                cache.close();
                cache = fork;
            }
        }
        if (cache.offset() < last) read(cache, Arrays.copyOfRange(text, cache.offset(), last));
        return cache;
    }

    private static void read(KvCache cache, int[] tokens) {
        try (Pass pass = decoder.forward(List.of(new Sequence(cache, tokens)))) {
            assertThat(pass.positions()).isEqualTo(tokens.length);
        }
    }

    private static int[] tokens(Random random, int n) {
        return random.ints(n, 0, decoder.config().vocabSize()).toArray();
    }

    @Property(tries = 5)
    void longSequencesCrossSlabs(@ForAll long seed) {
        int[] text = tokens(new Random(seed), LayerCache.STEP + 20);
        float[][] whole = ReferenceModelsTest.read(decoder, decoder.cache(), text);
        try (KvCache cache = decoder.cache()) {
            read(cache, Arrays.copyOf(text, LayerCache.STEP - 3));
            float[][] rest = ReferenceModelsTest.read(
                    decoder, cache, Arrays.copyOfRange(text, LayerCache.STEP - 3, text.length));
            assertThat(rest[rest.length - 1]).isEqualTo(whole[whole.length - 1]);
        }
    }

    @Test
    void refusesTokensOutsideTheVocabulary() {
        try (CpuEngine own = new CpuEngine();
                Decoder tiny = Decoder.open(MODEL, "tiny", own)) {
            for (int token : new int[] {-1, 128, Integer.MAX_VALUE})
                assertThatThrownBy(() -> tiny.forward(List.of(new Sequence(tiny.cache(), new int[] {token}))))
                        .isInstanceOf(EngineException.class)
                        .hasMessage("token id " + token + " is outside the vocabulary of tiny (0 to 127)");
        }
    }

    // Damaged directories

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model_type\": \"llama\"|\"model_type\": \"mamba\"|the architecture `mamba` is not one that Assay runs: it runs gemma2, gemma3, gemma3_text, llama, mistral, phi3, qwen2, qwen3, smollm3",
                "\"hidden_size\": 64|\"hidden_size\": \"64\"|needs a whole number `hidden_size`, not \"64\"",
                "\"hidden_size\": 64|\"hidden_size\": 0|has `hidden_size` 0; it must be from 1",
                "\"hidden_size\": 64|\"hidden_size\": 999999999|has `hidden_size` 999999999; it must be from 1",
                "\"hidden_size\": 64|\"hiddensize\": 64|needs a whole number `hidden_size`",
                "\"hidden_size\": 64|\"hidden_size\": 128|where config.json asks for [128, 128]",
                "\"num_hidden_layers\": 3|\"num_hidden_layers\": 4|`model.layers.3.self_attn.q_proj.weight` is missing",
                "\"num_hidden_layers\": 3|\"num_hidden_layers\": 2|is not part of this architecture",
                "\"num_hidden_layers\": 3|\"num_hidden_layers\": 2000000000|has `num_hidden_layers` 2000000000",
                "\"num_attention_heads\": 4|\"num_attention_heads\": 65536, \"head_dim\": 65536|has 65536 heads of size 65536, together more than",
                "\"hidden_act\": \"silu\"|\"hidden_act\": \"relu\"|has hidden_act \"relu\"",
                "\"rms_norm_eps\"|\"rms_norm_epsilon\"|needs a number `rms_norm_eps`",
                "\"rms_norm_eps\": 1e-05|\"rms_norm_eps\": NaN|is not readable JSON: Non-standard token 'NaN'",
                "{|[|is not readable JSON",
            })
    void namesWhatIsWrongInTheConfig(String old, String changed, String sentence) throws IOException {
        refusedWith(DENSE, old, changed, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"bits\": 4|\"bits\": 7|has bits 7; Assay reads [2, 3, 4, 5, 6, 8]",
                "\"group_size\": 64|\"group_size\": 48|has group_size 48; Assay reads [32, 64, 128]",
                "\"mode\": \"affine\"|\"mode\": \"mxfp4\"|has group_size 64; Assay reads [32]",
                "\"mode\": \"affine\"|\"mode\": \"nvfp4\"|uses the quantization mode \"nvfp4\"; Assay reads affine and mxfp4",
                "\"bits\": 4|\"quant_method\": \"awq\"|uses the quantization \"awq\"",
                "\"bits\": 4|\"bits\": 8|where config.json asks for",
            })
    void namesWhatIsWrongInTheQuantization(String old, String changed, String sentence) throws IOException {
        refusedWith(MODEL, old, changed, sentence);
    }

    @Test
    void namesTheTensorThatIsNotFinite() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            rewrite(values -> {
                values[values.length - 1] = bad;
                return values;
            });
            refused("`model.norm.weight` in model.safetensors holds values that are not finite");
        }
    }

    @Test
    void namesTheLayerWhereValuesStopBeingFinite() throws IOException {
        rewrite(values -> {
            Arrays.fill(values, 3e38f);
            return values;
        });
        try (CpuEngine own = new CpuEngine();
                Decoder broken = Decoder.open(directory, "broken", own);
                Pass pass = broken.forward(List.of(new Sequence(broken.cache(), new int[] {1, 2})))) {
            assertThatThrownBy(() -> pass.logits(1))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the model broken computes values that are not finite, first at final_norm");
        }
    }

    @Test
    void namesTruncatedAndMissingFiles() throws IOException {
        copy(MODEL, directory);
        Files.delete(directory.resolve("model.safetensors.index.json"));
        Path weights = directory.resolve("model.safetensors");
        byte[] all = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(all, all.length - 100));
        refused("(is it truncated?)");
        Files.delete(weights);
        refused("no model.safetensors in");
        Files.delete(directory.resolve("config.json"));
        refused("no config.json in");
    }

    @Test
    void doesNotFollowAnIndexOutOfTheDirectory() throws IOException {
        copy(DENSE, directory);
        Files.writeString(
                directory.resolve("model.safetensors.index.json"),
                "{\"weight_map\": {\"a\": \"../../secret.safetensors\"}}");
        refused("not a plain .safetensors file name");
    }

    /** A copy of a model whose config.json says something else. */
    private void refusedWith(Path model, String old, String changed, String sentence) throws IOException {
        copy(model, directory);
        Path config = directory.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(changed)));
        refused(sentence);
    }

    private void refused(String sentence) {
        try (CpuEngine own = new CpuEngine()) {
            assertThatThrownBy(() -> Decoder.open(directory, "broken", own))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(sentence);
        }
    }

    /** The dense model as one float32 file with the final norm changed. */
    private void rewrite(Function<float[], float[]> norm) throws IOException {
        copy(DENSE, directory);
        List<SafetensorsWriter.Item> items = new ArrayList<>();
        for (Path shard : assay.engine.io.Weights.files(DENSE))
            for (RawTensor raw : Safetensors.open(shard, Arena.ofAuto()).values()) {
                float[] values = widened(raw);
                items.add(SafetensorsWriter.floats(
                        raw.name(), raw.shape(), raw.name().equals("model.norm.weight") ? norm.apply(values) : values));
            }
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) if (!file.endsWith("config.json")) Files.delete(file);
        }
        SafetensorsWriter.write(directory.resolve("model.safetensors"), items, Map.of("format", "mlx"));
    }

    private static float[] widened(RawTensor raw) {
        assertThat(raw.dtype()).isEqualTo(DType.BF16);
        short[] bits = raw.data().toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) values[i] = Float.intBitsToFloat(bits[i] << 16);
        return values;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
