package assay.engine.check;

import assay.engine.DType;
import assay.engine.io.Halves;
import assay.engine.io.SafetensorsWriter;
import assay.engine.io.SafetensorsWriter.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model of random weights to check engines with: bfloat16 attention, 4-bit feed-forward parts, grouped queries. It has
 * no tokenizer and says nothing.
 */
public final class TinyModel {
    static final int VOCABULARY = 512;
    private static final int HIDDEN = 256;
    private static final int WIDE = 512;
    private static final int LAYERS = 4;
    private static final int KV = 64;
    private static final int GROUP = 64;

    private static final String CONFIG = """
            {"model_type": "qwen2", "hidden_size": 256, "num_hidden_layers": 4, "num_attention_heads": 8,
             "num_key_value_heads": 2, "intermediate_size": 512, "vocab_size": 512, "rms_norm_eps": 1e-6,
             "rope_theta": 10000.0, "tie_word_embeddings": true, "quantization": {"group_size": 64, "bits": 4}}
            """;

    private final Random random = new Random(20_26);
    private final List<Item> items = new ArrayList<>();

    private TinyModel() {}

    /** Writes config.json and model.safetensors into a directory. */
    public static void write(Path directory) throws IOException {
        TinyModel model = new TinyModel();
        model.dense("model.embed_tokens.weight", 8, VOCABULARY, HIDDEN);
        model.norm("model.norm.weight");
        for (int i = 0; i < LAYERS; i++) model.layer("model.layers." + i + ".");
        Files.writeString(directory.resolve("config.json"), CONFIG);
        SafetensorsWriter.write(directory.resolve("model.safetensors"), model.items, Map.of("format", "mlx"));
    }

    private void layer(String at) {
        norm(at + "input_layernorm.weight");
        norm(at + "post_attention_layernorm.weight");
        for (String part : List.of("q", "k", "v")) {
            int out = part.equals("q") ? HIDDEN : KV;
            dense(at + "self_attn." + part + "_proj.weight", Math.sqrt(HIDDEN), out, HIDDEN);
            dense(at + "self_attn." + part + "_proj.bias", 10, out);
        }
        dense(at + "self_attn.o_proj.weight", Math.sqrt(HIDDEN), HIDDEN, HIDDEN);
        packed(at + "mlp.gate_proj", WIDE, HIDDEN);
        packed(at + "mlp.up_proj", WIDE, HIDDEN);
        packed(at + "mlp.down_proj", HIDDEN, WIDE);
    }

    private void norm(String name) {
        half(name, () -> (float) (1 + 0.1 * random.nextGaussian()), HIDDEN);
    }

    private void dense(String name, double divisor, int... shape) {
        half(name, () -> (float) (random.nextGaussian() / divisor), shape);
    }

    /** Quantized weights spread as those of {@link #dense} are. */
    private void packed(String module, int out, int in) {
        float scale = (float) (1 / (4.6 * Math.sqrt(in)));
        float[] scales = new float[out * in / GROUP];
        for (int i = 0; i < scales.length; i++) scales[i] = scale * (0.8f + 0.4f * random.nextFloat());
        int[] words = random.ints((long) out * in / 8).toArray();
        items.add(new Item(
                module + ".weight",
                DType.U32,
                new int[] {out, in / 8},
                to -> to.write(Halves.bytes(DType.U32, words))));
        int[] at = {0, 0};
        half(module + ".scales", () -> scales[at[0]++], out, in / GROUP);
        half(module + ".biases", () -> -7.5f * scales[at[1]++], out, in / GROUP);
    }

    @FunctionalInterface
    private interface Next {
        float value();
    }

    private void half(String name, Next next, int... shape) {
        int size = 1;
        for (int n : shape) size *= n;
        float[] values = new float[size];
        for (int i = 0; i < size; i++) values[i] = next.value();
        items.add(new Item(name, DType.BF16, shape, to -> to.write(Halves.bytes(DType.BF16, values))));
    }
}
