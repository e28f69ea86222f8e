package assay.engine.model;

import assay.engine.DType;
import assay.engine.io.SafetensorsWriter;
import assay.engine.io.SafetensorsWriter.Item;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes a model directory of any family with random bfloat16 weights, naming the tensors as the hub's files do. */
final class RandomCheckpoint {
    private final SplittableRandom random;
    private final List<Item> items = new ArrayList<>();
    private final ObjectNode text;
    private final String prefix;

    private RandomCheckpoint(long seed, ObjectNode text, String prefix) {
        this.random = new SplittableRandom(seed);
        this.text = text;
        this.prefix = prefix;
    }

    /** An object from {@code json}, in which {@code '} stands for a double quote. */
    static ObjectNode config(String json) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    }

    static void write(Path directory, ObjectNode config, long seed) throws IOException {
        Files.writeString(directory.resolve("config.json"), config.toString());
        boolean nested = config.has("text_config");
        ObjectNode text = nested ? (ObjectNode) config.get("text_config") : config;
        RandomCheckpoint checkpoint = new RandomCheckpoint(seed, text, nested ? "language_model." : "");
        checkpoint.decoder(config.get("model_type").textValue());
        if (nested) checkpoint.tensor("vision_tower.vision_model.post_layernorm.weight", 1, 8);
        SafetensorsWriter.write(directory.resolve("model.safetensors"), checkpoint.items, Map.of("format", "pt"));
    }

    private void decoder(String type) {
        int hidden = text.get("hidden_size").intValue();
        int inner = text.get("intermediate_size").intValue();
        int heads = text.path("num_attention_heads").asInt(8);
        int kvHeads = text.path("num_key_value_heads").asInt(4);
        int head = text.path("head_dim").asInt(type.equals("gemma3") ? 256 : hidden / heads);
        int vocabulary = text.get("vocab_size").intValue();
        boolean gemma = type.startsWith("gemma");
        float gain = gemma ? 0 : 1;
        matrix("model.embed_tokens", vocabulary, hidden, false);
        norm("model.norm", gain, hidden);
        for (int i = 0; i < text.get("num_hidden_layers").intValue(); i++) {
            String at = "model.layers." + i;
            norm(at + ".input_layernorm", gain, hidden);
            norm(at + ".post_attention_layernorm", gain, hidden);
            if (gemma) {
                norm(at + ".pre_feedforward_layernorm", gain, hidden);
                norm(at + ".post_feedforward_layernorm", gain, hidden);
            }
            if (type.equals("qwen3") || type.startsWith("gemma3")) {
                norm(at + ".self_attn.q_norm", gain, head);
                norm(at + ".self_attn.k_norm", gain, head);
            }
            boolean bias = type.equals("qwen2");
            if (type.equals("phi3")) {
                matrix(at + ".self_attn.qkv_proj", (heads + 2 * kvHeads) * head, hidden, bias);
                matrix(at + ".mlp.gate_up_proj", 2 * inner, hidden, false);
            } else {
                matrix(at + ".self_attn.q_proj", heads * head, hidden, bias);
                matrix(at + ".self_attn.k_proj", kvHeads * head, hidden, bias);
                matrix(at + ".self_attn.v_proj", kvHeads * head, hidden, bias);
                matrix(at + ".mlp.gate_proj", inner, hidden, false);
                matrix(at + ".mlp.up_proj", inner, hidden, false);
            }
            matrix(at + ".self_attn.o_proj", hidden, heads * head, false);
            matrix(at + ".mlp.down_proj", hidden, inner, false);
        }
        if (!text.path("tie_word_embeddings").asBoolean(true)) matrix("lm_head", vocabulary, hidden, false);
    }

    /** Elements of about one over the square root of the width, as a trained model's. */
    private void matrix(String module, int out, int in, boolean bias) {
        values(prefix + module + ".weight", 0, (float) Math.sqrt(3.0 / in), out, in);
        if (bias) values(prefix + module + ".bias", 0, 0.1f, out);
    }

    private void norm(String module, float gain, int n) {
        values(prefix + module + ".weight", gain, 0.2f, n);
    }

    private void tensor(String name, float size, int n) {
        values(name, 0, size, n);
    }

    private void values(String name, float middle, float spread, int... shape) {
        SplittableRandom own = random.split();
        items.add(new Item(name, DType.BF16, shape, out -> {
            int left = 1;
            for (int n : shape) left *= n;
            for (; left > 0; left -= CHUNK) {
                byte[] bytes = new byte[2 * Math.min(left, CHUNK)];
                for (int i = 0; i < bytes.length; i += 2) {
                    int bits = Float.floatToIntBits(middle + spread * (float) (own.nextInt() * 0x1p-31));
                    bytes[i] = (byte) (bits >> 16);
                    bytes[i + 1] = (byte) (bits >> 24);
                }
                out.write(bytes);
            }
        }));
    }

    private static final int CHUNK = 1 << 16;
}
