package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.EngineException;
import assay.engine.cpu.CpuEngine;
import assay.engine.io.RawTensor;
import assay.engine.io.SafetensorsWriter;
import assay.engine.io.SafetensorsWriter.Item;
import assay.engine.io.Weights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adapters of unknown origin, and the models that are made with good ones. */
class AdapterTest {
    private static final Path MODELS = Path.of("../examples/models");
    private static final String Q = "model.layers.5.self_attn.q_proj";
    private static CpuEngine engine;
    private static Model qilin;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        engine = new CpuEngine(2);
        qilin = Model.open(MODELS.resolve("qilin"), "qilin", engine);
    }

    @AfterAll
    static void close() {
        qilin.close();
        engine.close();
    }

    private void config(String text) throws IOException {
        Files.writeString(directory.resolve("adapter_config.json"), text);
    }

    private void tensors(Item... items) throws IOException {
        config("{\"lora_parameters\": {\"rank\": 2, \"scale\": 20.0}}");
        SafetensorsWriter.write(directory.resolve("adapters.safetensors"), List.of(items), Map.of());
    }

    private static Item zeros(String name, int... shape) {
        return SafetensorsWriter.floats(
                name, shape, new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
    }

    private void refused(String sentence) {
        assertThatThrownBy(() -> qilin.adapted(directory))
                .isInstanceOf(EngineException.class)
                .hasMessage(sentence.replace("HERE", directory.toString()));
    }

    @Test
    void aDirectoryWithoutAnAdapterIsASentence() throws IOException {
        refused("no adapter_config.json in HERE; is it an adapter of mlx-lm?");
        config("{\"lora_parameters\": {\"scale\": 20}}");
        refused("no adapters.safetensors in HERE; is it an adapter of mlx-lm?");
    }

    @Test
    void anotherKindIsRefusedByName() throws IOException {
        config("{\"fine_tune_type\": \"dora\"}");
        refused("HERE/adapter_config.json has fine_tune_type \"dora\"; Assay reads lora");
        config("{\"fine_tune_type\": \"full\"}");
        refused("HERE/adapter_config.json has fine_tune_type \"full\"; Assay reads lora (a fully tuned model is a"
                + " directory of its own)");
        config("{\"lora_parameters\": {\"scale\": \"loud\"}}");
        refused("HERE/adapter_config.json, `lora_parameters`, needs a number `scale`, not \"loud\"");
        config("{]");
        assertThatThrownBy(() -> qilin.adapted(directory)).hasMessageContaining("is not readable JSON");
    }

    @Test
    void allThatDoesNotFitIsToldAtOnce() throws IOException {
        float[] broken = new float[256];
        broken[17] = Float.NaN;
        tensors(
                zeros("model.layers.9.self_attn.q_proj.lora_a", 128, 2),
                zeros("model.layers.9.self_attn.q_proj.lora_b", 2, 128),
                zeros("model.embed_tokens.lora_a", 1536, 2),
                zeros("model.embed_tokens.lora_b", 2, 128),
                zeros("model.layers.0.mlp.down_proj.lora_a", 128, 2),
                zeros("model.layers.0.mlp.down_proj.lora_b", 2, 128),
                zeros("model.layers.1.mlp.down_proj.lora_a", 384, 2),
                zeros(Q + ".lora_a", 128, 2),
                zeros(Q + ".lora_b", 3, 128),
                SafetensorsWriter.floats("model.layers.2.self_attn.v_proj.lora_a", new int[] {128, 2}, broken),
                zeros("model.layers.2.self_attn.v_proj.lora_b", 2, 64),
                zeros(Q + ".m", 128));
        refused("the adapter in HERE does not fit the model qilin: `" + Q + ".m` is no part of a LoRA adapter; "
                + "`model.embed_tokens` is an embedding; "
                + "`model.layers.0.mlp.down_proj.lora_a` has shape [128, 2] where the model asks for [384, rank]; "
                + "`model.layers.1.mlp.down_proj` has only one of lora_a and lora_b; "
                + "`model.layers.2.self_attn.v_proj.lora_a` holds values that are not finite; "
                + "`model.layers.5.self_attn.q_proj` has rank 2 in lora_a and 3 in lora_b; and 1 more");
    }

    @Test
    void anImpossibleRankIsASentence() throws IOException {
        tensors(zeros(Q + ".lora_a", 128, 0), zeros(Q + ".lora_b", 0, 128));
        refused("the adapter in HERE does not fit the model qilin: `" + Q + "` has rank 0; it must be from 1 to 4096");
        tensors(zeros(Q + ".lora_a", 128, 5000), zeros(Q + ".lora_b", 5000, 128));
        refused("the adapter in HERE does not fit the model qilin: `" + Q
                + "` has rank 5000; it must be from 1 to 4096");
    }

    /** A model directory of unknown origin must not bring other files into a run directory. */
    @Test
    void aLinkOutOfTheModelIsNotCopied() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "not yours");
        Path model = Files.createDirectory(directory.resolve("model"));
        try (var files = Files.newDirectoryStream(MODELS.resolve("qilin"))) {
            for (Path file : files) Files.copy(file, model.resolve(file.getFileName()));
        }
        Files.createSymbolicLink(model.resolve("vocab.txt"), secret);
        try (Model opened = Model.open(model, "linked", engine)) {
            assertThatThrownBy(() -> opened.fused(true).save(directory.resolve("saved")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("vocab.txt is a link that leads out of the model");
        }
        assertThat(directory.resolve("saved")).doesNotExist();
        assertThat(directory.resolve("saved.part")).doesNotExist();
    }

    @Test
    void aTruncatedFileIsASentence() throws IOException {
        tensors(zeros(Q + ".lora_a", 128, 2), zeros(Q + ".lora_b", 2, 128));
        Path file = directory.resolve("adapters.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        assertThatThrownBy(() -> qilin.adapted(directory)).hasMessageContaining("is it truncated?");
        tensors();
        refused("the adapter in HERE does not fit the model qilin: it holds nothing");
    }

    @Test
    void aDerivedModelSharesWeightsAndLeavesItsBaseAlone() throws IOException {
        float[] before = logits(qilin);
        Model adapted = qilin.adapted(MODELS.resolve("qilin-adapter"));
        assertThat(adapted.changes()).containsExactly("adapter qilin-adapter, 4 modules, rank 2");
        assertThat(adapted.unnamed()).isTrue();
        assertThat(logits(adapted)).isNotEqualTo(before);
        assertThat(logits(qilin)).isEqualTo(before);
        tensors(zeros(Q + ".lora_a", 128, 2), zeros(Q + ".lora_b", 2, 128));
        assertThat(logits(qilin.adapted(directory))).isEqualTo(before);
    }

    @Test
    void aModelThatADirectoryCannotHoldIsNotSaved() {
        Model adapted = qilin.adapted(MODELS.resolve("qilin-adapter")).named("loud");
        assertThatThrownBy(() -> adapted.save(directory.resolve("x")))
                .hasMessage(
                        "the model loud has an adapter beside its weights; write `fuse loud` and save what that gives");
        Steering.Direction up = new Steering.Direction(new float[128]);
        Model steered = qilin.with(new Steering(Steering.Mode.ADD, 1, Map.of(1, up), Steering.Where.ALL), "steered up");
        assertThatThrownBy(() -> steered.save(directory.resolve("x")))
                .hasMessageContaining("differs from its weights by what happens while it runs (steered up)");
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void aSavedModelHasTheLayoutOfItsSourceAndGivesTheSameLogits() throws IOException {
        for (String name : List.of("qilin", "qilin-4bit")) {
            Path target = directory.resolve(name);
            try (Model base = Model.open(MODELS.resolve(name), name, engine)) {
                Model fused = base.adapted(MODELS.resolve("qilin-adapter")).fused(false);
                fused.save(target);
                try (Model again = Model.open(target, "again", engine)) {
                    // saved in bfloat16, as mlx-lm saves it; computed in float32
                    assertThat(distance(logits(again), logits(fused))).isLessThan(0.05);
                }
            }
            assertThat(layout(target)).isEqualTo(layout(MODELS.resolve(name)));
            assertThat(config(target)).isEqualTo(config(MODELS.resolve(name)));
            assertThat(target.resolveSibling(name + ".part")).doesNotExist();
        }
    }

    @Test
    void aDequantizedModelHasNoQuantizationLeft() throws IOException {
        Path target = directory.resolve("dense");
        try (Model base = Model.open(MODELS.resolve("qilin-4bit"), "qilin-4bit", engine)) {
            base.fused(true).save(target);
            try (Model again = Model.open(target, "again", engine)) {
                assertThat(distance(logits(again), logits(base.fused(true)))).isLessThan(0.05);
            }
        }
        assertThat(layout(target)).isEqualTo(layout(MODELS.resolve("qilin")));
        assertThat(config(target).has("quantization")).isFalse();
    }

    /** Root mean square. */
    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) squares += Math.pow(a[i] - b[i], 2);
        return Math.sqrt(squares / a.length);
    }

    private static JsonNode config(Path model) throws IOException {
        return new ObjectMapper().readTree(model.resolve("config.json").toFile());
    }

    /** Names, types and shapes. */
    private static Map<String, String> layout(Path model) {
        try (Weights weights = new Weights(model)) {
            return weights.all().stream()
                    .collect(Collectors.toMap(RawTensor::name, raw -> raw.dtype() + Arrays.toString(raw.shape())));
        }
    }

    private static float[] logits(Model model) {
        int[] tokens = model.tokenizer().encode("What color is grass?", true);
        try (KvCache cache = model.cache();
                Pass pass = model.forward(List.of(new Sequence(cache, tokens)))) {
            return pass.logits(tokens.length - 1);
        }
    }
}
