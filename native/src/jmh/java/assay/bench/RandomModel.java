package assay.bench;

import assay.engine.DType;
import assay.engine.io.SafetensorsWriter;
import assay.engine.io.SafetensorsWriter.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes a 4-bit qwen2 directory of any shape with random weights: right for timing, meaningless as text. */
record RandomModel(int layers, int hidden, int heads, int kvHeads, int ffn, int vocabulary) {
    private static final int GROUP = 64;
    private static final int CHUNK = 1 << 16;

    /** The shapes of Qwen2.5-0.5B. */
    static RandomModel qwen05b() {
        return new RandomModel(24, 896, 14, 2, 4864, 151_936);
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), """
                {"model_type": "qwen2", "hidden_size": %d, "num_hidden_layers": %d, "num_attention_heads": %d,
                 "num_key_value_heads": %d, "intermediate_size": %d, "vocab_size": %d, "rms_norm_eps": 1e-6,
                 "rope_theta": 1000000.0, "max_position_embeddings": 32768, "tie_word_embeddings": true,
                 "quantization": {"group_size": %d, "bits": 4}}
                """.formatted(
                        hidden, layers, heads, kvHeads, ffn, vocabulary, GROUP));
        int head = hidden / heads;
        List<Item> items = new ArrayList<>();
        packed(items, "model.embed_tokens", vocabulary, hidden);
        vector(items, "model.norm.weight", hidden, 1);
        for (int i = 0; i < layers; i++) {
            String at = "model.layers." + i;
            vector(items, at + ".input_layernorm.weight", hidden, 1);
            vector(items, at + ".post_attention_layernorm.weight", hidden, 1);
            packed(items, at + ".self_attn.q_proj", hidden, hidden);
            packed(items, at + ".self_attn.k_proj", kvHeads * head, hidden);
            packed(items, at + ".self_attn.v_proj", kvHeads * head, hidden);
            packed(items, at + ".self_attn.o_proj", hidden, hidden);
            vector(items, at + ".self_attn.q_proj.bias", hidden, 0);
            vector(items, at + ".self_attn.k_proj.bias", kvHeads * head, 0);
            vector(items, at + ".self_attn.v_proj.bias", kvHeads * head, 0);
            packed(items, at + ".mlp.gate_proj", ffn, hidden);
            packed(items, at + ".mlp.up_proj", ffn, hidden);
            packed(items, at + ".mlp.down_proj", hidden, ffn);
        }
        SafetensorsWriter.write(directory.resolve("model.safetensors"), items, Map.of("format", "mlx"));
    }

    /** Weights from about -0.8 to 0.8 over the square root of the width, as a trained model's are. */
    private static void packed(List<Item> items, String module, int out, int in) {
        float scale = (float) (0.1 / Math.sqrt(in));
        SplittableRandom random = new SplittableRandom(module.hashCode());
        items.add(new Item(module + ".weight", DType.U32, new int[] {out, in / 8}, stream -> {
            byte[] chunk = new byte[CHUNK];
            for (long left = (long) out * in / 2; left > 0; left -= CHUNK) {
                random.nextBytes(chunk);
                stream.write(chunk, 0, (int) Math.min(left, CHUNK));
            }
        }));
        items.add(constant(module + ".scales", new int[] {out, in / GROUP}, scale));
        items.add(constant(module + ".biases", new int[] {out, in / GROUP}, -8 * scale));
    }

    private static void vector(List<Item> items, String name, int n, float value) {
        items.add(constant(name, new int[] {n}, value));
    }

    private static Item constant(String name, int[] shape, float value) {
        return new Item(name, DType.BF16, shape, stream -> halves(stream, shape, value));
    }

    private static void halves(OutputStream stream, int[] shape, float value) throws IOException {
        long n = 1;
        for (int d : shape) n *= d;
        short half = (short) (Float.floatToIntBits(value) >>> 16);
        ByteBuffer buffer = ByteBuffer.allocate((int) (2 * n)).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) buffer.putShort(half);
        stream.write(buffer.array());
    }
}
